"""The page of a project on an index: the simple API in JSON (PEP 691) and in HTML (PEP 503, 592, 658, 714)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipwise.model.value import NamedTuple
from pipwise.system import urls

ACCEPT = "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1"
_ANCHOR = re.compile(r"""<a\s((?:[^>"']|"[^"]*"|'[^']*')*)>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""", re.IGNORECASE)
_BASE = re.compile(r"""<base\s[^>]*?href\s*=\s*["']([^"']*)["']""", re.IGNORECASE)


class File(NamedTuple):
    """A file that an index offers."""

    name: str
    url: str
    digest: str = ""
    """Its sha256, or '' where the index does not tell."""
    yanked: bool = False
    metadata: str | None = None
    """None where the metadata is not to be had beside it (PEP 658), else its sha256, or '' where that is not told."""


def read_page(body: bytes, kind: str, url: str) -> tuple[File, ...]:
    """The files on a page; ValueError where it is none."""
    text = body.decode("utf-8", "replace")
    if "json" in kind.partition(";")[0]:
        return tuple(_from_json(text, url))
    return tuple(_from_html(text, url))


def _from_json(text: str, url: str) -> Iterator[File]:
    import json

    try:
        for file in json.loads(text)["files"]:
            told = file.get("core-metadata", file.get("dist-info-metadata"))
            yield File(
                str(file["filename"]),
                urls.join(url, str(file["url"])),
                str(file.get("hashes", {}).get("sha256", "")),
                bool(file.get("yanked")),
                str(told.get("sha256", "")) if isinstance(told, dict) else "" if told else None,
            )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no page of an index: {error}") from error


def _from_html(text: str, url: str) -> Iterator[File]:
    import html

    base = _BASE.search(text)
    root = urls.join(url, html.unescape(base[1])) if base else url
    for anchor in _ANCHOR.finditer(text):
        said = {
            name.lower(): html.unescape(one or other or plain)
            for name, one, other, plain in _ATTRIBUTE.findall(anchor[1])
        }
        if "href" not in said:
            continue
        plain, fragment = urls.split_fragment(urls.join(root, said["href"]))
        told = said.get("data-core-metadata", said.get("data-dist-info-metadata"))
        yield File(
            urls.last_part(plain),
            plain,
            _sha256(fragment),
            "data-yanked" in said,
            None if told is None or told == "false" else _sha256(told),
        )


def _sha256(text: str) -> str:
    return next((piece[7:] for piece in text.split("&") if piece.startswith("sha256=")), "")
