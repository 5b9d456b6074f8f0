"""Versions of OS packages as far as names need them: which one is the older, and how far they are from one another."""

from __future__ import annotations

import itertools
import re

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")


def key_of(version: str) -> tuple[int, ...]:
    """The numbers of the upstream version, of which zeros at the end say nothing, and the day of a snapshot."""
    bare = version.partition(":")[2] or version
    bare = (bare.rpartition("-")[0] or bare).rpartition("+really")[2].lstrip("+")
    head = re.match(r"[\d.]*", bare)
    numbers = [int(one) for one in (head[0] if head else "").split(".") if one]
    while numbers and not numbers[-1]:
        numbers.pop()
    day = _DAY.search(bare, head.end() if head else 0)
    return (*numbers, *((int("".join(day.groups())),) if day else ()))


def gap(low: tuple[int, ...], high: tuple[int, ...]) -> tuple[int, ...]:
    """How far one key is from a higher one, number by number: the first that differs counts most."""
    return tuple(two - one for one, two in itertools.zip_longest(low, high, fillvalue=0))


def first_of(gap: tuple[int, ...]) -> tuple[int, int]:
    """(where two keys differ first, by how much); the smaller gap has the smaller pair."""
    at = next((position for position, one in enumerate(gap) if one), len(gap))
    return (-at, gap[at]) if at < len(gap) else (-at, 0)


def day_of(version: str) -> str:
    """``2023-01-12`` of a version that is the day of a snapshot, as 20230112+git is; else ''."""
    found = _DAY.search(version)
    return "-".join(found.groups()) if found else ""
