"""The system below official images whose tag does not name it, by the history of the file that they are built from."""

from __future__ import annotations

import re
from functools import cache

from pipwise.system.resources import read as read_resource

_DEBIAN = ("trixie", "bookworm", "bullseye", "buster", "stretch", "jessie")
_PATCH = re.compile(r"(\d+\.\d+)\.\d+")


@cache
def _table() -> dict[tuple[str, str], str]:
    text = read_resource("pipwise.catalog.platforms", "official.txt").decode("utf-8")
    rows = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {(image, tag): base for image, tag, base in rows}


def official_base(text: str) -> str:
    """``debian:bookworm`` for ``golang:1.22``; '' where it is not certain. A digest is no tag, and says nothing."""
    name, _, digest = text.partition("@")
    name = name.removeprefix("docker.io/").removeprefix("library/")
    image, colon, tag = name.partition(":")
    if digest or "/" in tag or "/" in image:
        return ""
    found = _of_tag(image, tag if colon else "latest")
    return _named(found) if found else ""


def _of_tag(image: str, tag: str) -> str:
    """A patch release that is not listed stood on what its minor one stands on."""
    table = _table()
    found = table.get((image, tag), "")
    patch = _PATCH.match(tag)
    return found or (table.get((image, f"{patch[1]}{tag[patch.end() :]}"), "") if patch else "")


def _named(base: str) -> str:
    if base.startswith("alpine"):
        return f"alpine:{base.removeprefix('alpine')}"
    return f"debian:{base}" if base in _DEBIAN else f"ubuntu:{base}"
