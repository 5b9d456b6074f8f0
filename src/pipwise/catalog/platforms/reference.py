"""What people write for a platform, taken apart: ``ghcr.io/acme/debian:12-slim@sha256:…``, ``ubuntu-24.04``, ``Debian 12``."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.model.value import NamedTuple


class Reference(NamedTuple):
    """One reading of a text: a name and the words of its tag or version."""

    name: str
    words: tuple[str, ...]
    mirrored: bool
    """The name is only the end of what was written: perhaps a mirror, perhaps somebody's own image."""


def read_references(text: str) -> Iterator[Reference]:
    """Readings of a text, the likeliest first."""
    text = " ".join(text.strip().lower().split())
    for prefix in ("docker://", "docker-image://", "docker.io/", "index.docker.io/", "library/"):
        text = text.removeprefix(prefix)
    text = text.partition("@sha256:")[0]
    path, colon, tag = text.rpartition(":")
    if not colon or "/" in tag:
        path, tag = text, ""
    yield Reference(path, _words(tag), False)
    if "/" in path:
        yield from _shorter(path, tag)
    elif not tag:
        yield from _joined(path)


def _shorter(path: str, tag: str) -> Iterator[Reference]:
    """Without the registry, then without each namespace: a registry has a dot or a port in its name."""
    parts = path.split("/")
    registry = "." in parts[0] or ":" in parts[0] or parts[0] == "localhost"
    for start in range(1, len(parts)):
        yield Reference("/".join(parts[start:]), _words(tag), not (registry and start == 1))


def _joined(text: str) -> Iterator[Reference]:
    """Name and version without a colon: ``ubuntu-24.04``, ``python@3.13``, ``raspberry pi os bookworm``, ``fedora41``."""
    for separator in ("-", "@"):
        name, found, version = text.partition(separator)
        if found:
            yield Reference(f"{name}{separator}", _words(version), False)
    for separator in (" ", "-", "@"):
        for at in _places(text, separator):
            yield Reference(text[:at], _words(text[at + 1 :].replace(" ", "-").strip("()")), False)
    digits = next((at for at, character in enumerate(text) if character.isdigit()), 0)
    if digits:
        yield Reference(text[:digits], _words(text[digits:]), False)


def _places(text: str, separator: str) -> Iterator[int]:
    """Where the separator stands, from the end: the longest name goes first."""
    at = text.rfind(separator)
    while at > 0:
        yield at
        at = text.rfind(separator, 0, at)


def _words(tag: str) -> tuple[str, ...]:
    return tuple(word for word in tag.replace("_", "-").replace("(", "").replace(")", "").split("-") if word)
