"""Reads URLs with the proxy, certificate, credential and trust settings that pip would use."""

from __future__ import annotations

import base64
import http.client
import netrc
import os
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from certificates import NoStore, context
from pipwise.errors import CouldNotLook

if TYPE_CHECKING:
    import ssl

_ACCEPT = "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1"


class Missing(Exception):
    """The place answers, and has nothing under that name."""


class Page(NamedTuple):
    """What stood at a URL, where that was in the end, and what it says it is."""

    url: str
    kind: str
    body: bytes


class Network(NamedTuple):
    """Pip's settings of the network."""

    trusted: frozenset[str] = frozenset()
    proxy: str = ""
    certificates: str = ""
    named_by: str = ""
    client_certificate: str = ""
    timeout: float = 15.0
    retries: int = 2


class Transport:
    """Reads URLs; made once, then used by several threads."""

    def __init__(self, network: Network, environment: Mapping[str, str], known: tuple[str, ...] = ()) -> None:
        self._network = network
        self._environment = environment
        # As pip does: what an index's URL says of a host holds for the files that the index links to there.
        self._credentials = {_host(url): found for url in known if (found := _login(url))}
        self._openers: dict[tuple[bool, bool], urllib.request.OpenerDirector] = {}

    def prepare(self) -> None:
        """Get ready for servers that have to be checked; NoStore where that cannot be."""
        self._opener(secure=True, trusted=False)

    def read(self, url: str) -> Page:
        """What stands at the URL; Missing, or CouldNotLook with one clear line."""
        parts = urllib.parse.urlsplit(url)
        if parts.scheme == "file":
            return _read_file(url)
        trusted = not self._network.trusted.isdisjoint({parts.hostname or "", _host(url)})
        if parts.scheme != "https" and not trusted and not _is_loopback(parts.hostname or ""):
            raise CouldNotLook(
                f"{shown(url)} is not a secure place",
                "pip would ignore it",
                "use https, or name its host in trusted-host",
            )
        request = urllib.request.Request(
            urllib.parse.quote(shown(url), safe="%/:=&?~#+!$,;'@()*[]"),
            headers={"Accept": _ACCEPT, "User-Agent": "pipwise"},
        )
        if login := _login(url) or self._credentials.get(_host(url)) or self._netrc(parts.hostname or ""):
            token = base64.b64encode(":".join(login).encode()).decode()
            request.add_unredirected_header("Authorization", f"Basic {token}")
        return self._patiently(self._opener(secure=parts.scheme == "https", trusted=trusted), request)

    def _patiently(self, opener: urllib.request.OpenerDirector, request: urllib.request.Request) -> Page:
        """Once, and a few times more where the failure is of the kind that passes."""
        turn = 0
        while True:
            try:
                with opener.open(request, timeout=self._network.timeout) as answer:
                    return Page(answer.geturl(), answer.headers.get("Content-Type", ""), answer.read())
            except urllib.error.HTTPError as error:
                if error.code in (404, 410):
                    raise Missing from error
                problem, passes = (
                    f"it answered {error.code} {error.reason}",
                    error.code in (429, 500, 502, 503, 504),
                )
            except (http.client.HTTPException, OSError) as error:
                reason = getattr(error, "reason", None) or error
                problem, passes = (
                    _why(reason),
                    isinstance(reason, (http.client.HTTPException, ConnectionResetError)),
                )
            if turn == self._network.retries or not passes:
                raise CouldNotLook(
                    f"{shown(request.full_url)} cannot be read",
                    problem,
                    "check the network and pip's settings index-url, proxy and cert",
                )
            turn += 1
            time.sleep(0.3 * turn)

    def _opener(self, *, secure: bool, trusted: bool) -> urllib.request.OpenerDirector:
        if (secure, trusted) not in self._openers:
            proxy = self._network.proxy
            handlers: list[urllib.request.BaseHandler] = [
                urllib.request.ProxyHandler({"http": proxy, "https": proxy} if proxy else None)
            ]
            try:
                handlers.append(urllib.request.HTTPSHandler(context=self._context(trusted)))
            except NoStore:
                if secure:
                    raise
            self._openers[secure, trusted] = urllib.request.build_opener(*handlers)
        return self._openers[secure, trusted]

    def _context(self, trusted: bool) -> ssl.SSLContext:
        network = self._network
        return context(
            network.certificates,
            network.named_by or "SSL_CERT_FILE",
            client=network.client_certificate,
            check=not trusted,
        )

    def _netrc(self, host: str) -> tuple[str, str] | None:
        path = self._environment.get("NETRC") or os.path.expanduser("~/.netrc")
        try:
            found = netrc.netrc(path).authenticators(host)
        except (OSError, netrc.NetrcParseError):
            return None
        return (found[0], found[2] or "") if found else None


def shown(url: str) -> str:
    """The URL without the credentials in it, and without a fragment."""
    parts = urllib.parse.urlsplit(url)
    return parts._replace(netloc=_host(url), fragment="").geturl()


def as_url(place: str) -> str:
    """A URL for what may be a path, as pip takes it."""
    if urllib.parse.urlsplit(place).scheme in ("http", "https", "file"):
        return place
    return "file://" + urllib.parse.quote(os.fsencode(os.path.abspath(os.path.expanduser(place))))


def as_path(url: str) -> str:
    """The path that a file: URL names, whatever bytes it is made of."""
    return os.fsdecode(urllib.parse.unquote_to_bytes(urllib.parse.urlsplit(url).path))


def _read_file(url: str) -> Page:
    try:
        with open(as_path(url), "rb") as file:
            return Page(url, "", file.read())
    except FileNotFoundError as error:
        raise Missing from error
    except OSError as error:
        raise CouldNotLook(f"{as_path(url)} cannot be read", error.strerror or str(error)) from error


def _host(url: str) -> str:
    return urllib.parse.urlsplit(url).netloc.rpartition("@")[2]


def _login(url: str) -> tuple[str, str] | None:
    parts = urllib.parse.urlsplit(url)
    if parts.username is None:
        return None
    return urllib.parse.unquote(parts.username), urllib.parse.unquote(parts.password or "")


def _is_loopback(host: str) -> bool:
    """Hosts that pip holds for secure without TLS (``SECURE_ORIGINS`` in its ``network/session.py``)."""
    return host == "localhost" or host.endswith(".localhost") or host.startswith("127.") or host == "::1"


def _why(reason: object) -> str:
    message = getattr(reason, "verify_message", "") or getattr(reason, "strerror", "") or str(reason)
    if type(reason).__name__ == "SSLCertVerificationError":
        return f"its certificate is not trusted here: {message}"
    return message or type(reason).__name__
