"""The system below an image: told by its tag, by the version of the image, or by its row."""

from __future__ import annotations

from pipwise.catalog.platforms.reference import Reference
from pipwise.catalog.platforms.row import Row
from pipwise.catalog.platforms.table import terms_named
from pipwise.catalog.platforms.versions import Term, find_first, is_release

_NAMES = ("debian", "ubuntu", "alpine", "fedora", "centos", "rockylinux", "almalinux", "ubi9", "ubi8")
_WITH_CODENAMES = ("debian", "ubuntu")


def base_of(row: Row, reference: Reference, term: Term | None, version: str) -> str:
    """``debian:12`` for an image whose row or tag says which system is below, else '': it is not guessed."""
    if not row.base:
        return ""
    name, _, release = row.base.partition(":")
    if term is not None and term.base:
        release = term.base
    last = reference.name.rpartition("/")[2].split("-")
    words = (*reference.words, *last, *((version,) if not release else ()))
    return base_in(tuple(word for word in words if word), name) or (f"{name}:{release}" if release else "")


def base_in(words: tuple[str, ...], expected: str = "") -> str:
    """The system that the words of a tag name: a codename, ``alpine3.20``, ``ubuntu-22.04``, a version of what is expected.

    A bare ``alpine`` is the newest one: such tags move with it.
    """
    for position, word in enumerate(words):
        found = _named(word, words[position + 1 : position + 2]) or _codename(word)
        if found:
            return found
    versions = (word for word in words if expected and word[0].isdigit() and "." in word)
    return next((f"{expected}:{word}" for word in versions if find_first(terms_named(expected), (word,))), "")


def _named(word: str, following: tuple[str, ...]) -> str:
    if word == "alpine":
        return "alpine:latest"
    for name in _NAMES:
        if word.startswith(name):
            version = word.removeprefix(name) or "".join(following)
            if version[:1].isdigit():
                return f"{name}:{version}"
    return ""


def _codename(word: str) -> str:
    for name in _WITH_CODENAMES:
        if is_release(word) and any(word in term.aliases for term in terms_named(name)):
            return f"{name}:{word}"
    return ""
