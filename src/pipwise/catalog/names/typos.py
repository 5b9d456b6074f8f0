"""Slips of the finger in the names of popular projects; a name that is known to be a project is never one."""

from __future__ import annotations

from pipwise.catalog.names.popular import typed_often
from pipwise.model.value import Iterator

_LETTERS = "abcdefghijklmnopqrstuvwxyz-"
_SHORTEST = 5
_LONG_ENOUGH = 6
"""In shorter names too many words are one letter apart: only swapped, doubled and left-out letters count."""


def slips_of(name: str, popular: frozenset[str] | None = None) -> tuple[str, ...]:
    """Popular projects that are one slip away from a name in normal form; digits do not count as slips."""
    if len(name) < _SHORTEST:
        return ()
    popular = typed_often() if popular is None else popular
    found = {near: None for near in _corrections(name) if near in popular and near != name}
    return tuple(found)


def _corrections(name: str) -> Iterator[str]:
    for at in range(len(name) - 1):
        yield f"{name[:at]}{name[at + 1]}{name[at]}{name[at + 2 :]}"
    for at in range(1, len(name)):
        if name[at] == name[at - 1] or len(name) > _LONG_ENOUGH:
            yield from _unless_digit(name[at], f"{name[:at]}{name[at + 1 :]}")
    for at in range(1, len(name) + 1):
        for letter in _LETTERS:
            yield f"{name[:at]}{letter}{name[at:]}"
    if len(name) >= _LONG_ENOUGH:
        for at in range(len(name)):
            for letter in _LETTERS:
                yield from _unless_digit(name[at], f"{name[:at]}{letter}{name[at + 1 :]}")


def _unless_digit(taken: str, corrected: str) -> Iterator[str]:
    if not taken.isdigit():
        yield corrected
