"""Finds wheels where pip is configured to look: simple indexes (PEP 503, PEP 691), pages of links, and directories."""

from __future__ import annotations

import html
import json
import os
import re
import urllib.parse
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from certificates import NoStore
from pipwise.errors import CouldNotLook, PipwiseError, UsageError
from tags import fits, is_pure, this_machine
from transport import Missing, Network, Page, Transport, as_path, as_url, shown
from wheels import Pin, check_hash, is_wheel_of, wrong_hash

_ANCHOR = re.compile(r"""<a\s((?:[^>"']|"[^"]*"|'[^']*')*)>""", re.IGNORECASE)
_HREF = re.compile(r"""(?:^|\s)href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_BASE = re.compile(r"""<base\s[^>]*?href\s*=\s*["']([^"']*)["']""", re.IGNORECASE)


class Sources(NamedTuple):
    """Where pip would look, and how it would get there."""

    indexes: tuple[str, ...]
    find_links: tuple[str, ...]
    network: Network = Network()

    def places(self) -> list[str]:
        """All of them in words, the chief index first."""
        return [shown(place) for place in (*self.indexes, *self.find_links)]


class Link(NamedTuple):
    """A file that a place offers; the digest is '' where none is told."""

    name: str
    url: str
    sha256: str


def read_sources(settings: Mapping[str, list[str]], environment: Mapping[str, str]) -> Sources:
    """The sources that pip's settings name; their names and defaults are those of pip's ``cli/cmdoptions.py``."""
    last = {key: values[-1].strip() for key, values in settings.items() if values[-1].strip()}
    indexes = [last.get("index-url", "https://pypi.org/simple"), *last.get("extra-index-url", "").split()]
    if last.get("no-index", "").lower() in ("1", "true", "yes", "on", "y", "t"):
        indexes = []
    certificates, named_by = os.path.expanduser(last.get("cert", "")), "pip's setting cert (PIP_CERT)"
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        if not certificates and environment.get(name):
            certificates, named_by = environment[name], name
    try:
        timeout, retries = (
            float(last.get("timeout") or last.get("default-timeout") or 15),
            int(last.get("retries") or 2),
        )
    except ValueError as error:
        raise UsageError("pip's setting timeout or retries is not a number", str(error), "mend it") from error
    return Sources(
        tuple(as_url(place).rstrip("/") for place in indexes),
        tuple(as_url(place) for place in last.get("find-links", "").split()),
        Network(
            trusted=frozenset(last.get("trusted-host", "").split()),
            proxy=last.get("proxy", ""),
            certificates=certificates,
            named_by=named_by,
            client_certificate=os.path.expanduser(last.get("client-cert", "")),
            timeout=timeout,
            retries=retries,
        ),
    )


class NoneFits(CouldNotLook):
    """There are wheels, and each of them is compiled for another Python or machine."""


def fetch(pin: Pin, sources: Sources, transport: Transport) -> bytes:
    """The pin's wheel for this machine, its hash checked: the first that is offered with a hash of the lock, or with none.

    Raises ``NoneFits`` where every wheel that is offered is compiled for something else.
    """
    problems: list[PipwiseError] = []
    others = 0
    for place, url in _in_order(pin, sources):
        try:
            for link in _offered(url, transport):
                if not is_wheel_of(link.name, pin):
                    continue
                if not is_pure(link.name) and not fits(link.name, this_machine()):
                    others += 1
                    continue
                if link.sha256 and link.sha256 not in pin.hashes:
                    problems.insert(0, wrong_hash(pin, shown(place), link.sha256))
                    continue
                data = transport.read(link.url).body
                check_hash(data, pin, shown(place))
                return data
        except NoStore:
            raise
        except CouldNotLook as problem:
            problems.append(problem)
    if problems:
        raise problems[0]
    if others:
        raise NoneFits(f"no wheel of {pin} is for this Python on this machine", f"{others} are for others")
    raise CouldNotLook(
        f"no wheel of {pin} was found",
        "looked at " + (", ".join(sources.places()) or "nothing, as pip's settings say (no-index)"),
        "check pip's settings index-url, find-links and no-index",
    )


def _in_order(pin: Pin, sources: Sources) -> list[tuple[str, str]]:
    """Each place and its page for the pin; what is on this machine comes first, since the hash decides and not the place."""
    pages = [(place, place) for place in sources.find_links]
    pages += [(place, f"{place}/{pin.name}/") for place in sources.indexes]
    return sorted(pages, key=lambda page: not page[1].startswith("file:"))


def _offered(url: str, transport: Transport) -> list[Link]:
    if url.startswith("file:"):
        path = as_path(url)
        if os.path.isdir(path) and not os.path.isfile(os.path.join(path, "index.html")):
            return [Link(name, as_url(os.path.join(path, name)), "") for name in sorted(os.listdir(path))]
        if os.path.isdir(path):
            url = as_url(os.path.join(path, "index.html"))
    if url.endswith(".whl"):
        return [_link(url, "")]
    try:
        return list(read_links(transport.read(url)))
    except Missing:
        return []


def read_links(page: Page) -> Iterator[Link]:
    """The links of an index page, in JSON or in HTML."""
    text = page.body.decode("utf-8", "replace")
    if "json" in page.kind.split(";")[0]:
        try:
            for file in json.loads(text)["files"]:
                url = urllib.parse.urljoin(page.url, file["url"])
                yield Link(file["filename"], url, file.get("hashes", {}).get("sha256", ""))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise CouldNotLook(f"{shown(page.url)} is not an index page", f"broken JSON ({error})") from error
        return
    base = _BASE.search(text)
    root = urllib.parse.urljoin(page.url, base[1]) if base else page.url
    for anchor in _ANCHOR.finditer(text):
        if href := _HREF.search(anchor[1]):
            yield _link(urllib.parse.urljoin(root, html.unescape(href[1] or href[2] or href[3] or "")), "")


def _link(url: str, digest: str) -> Link:
    bare, _, fragment = url.partition("#")
    name = urllib.parse.unquote(bare.partition("?")[0].rpartition("/")[2])
    told = dict(piece.split("=", 1) for piece in fragment.split("&") if "=" in piece)
    return Link(name, bare, told.get("sha256", digest))
