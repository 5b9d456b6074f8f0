"""Versions of OS packages as far as names need them: which one is the older, and how far they are from one another."""

from __future__ import annotations

import itertools


def key_of(version: str) -> tuple[int, ...]:
    """The numbers of the upstream version, of which zeros at the end say nothing, and the day of a snapshot."""
    bare = version.partition(":")[2] or version
    bare = (bare.rpartition("-")[0] or bare).rpartition("+really")[2].lstrip("+")
    rest = bare.lstrip("0123456789.")
    numbers = [int(one) for one in bare[: len(bare) - len(rest)].split(".") if one]
    while numbers and not numbers[-1]:
        numbers.pop()
    day = _day_in(rest)
    return (*numbers, *((int(day),) if day else ()))


def gap(low: tuple[int, ...], high: tuple[int, ...]) -> tuple[int, ...]:
    """How far one key is from a higher one, number by number: the first that differs counts most."""
    return tuple(two - one for one, two in itertools.zip_longest(low, high, fillvalue=0))


def first_of(gap: tuple[int, ...]) -> tuple[int, int]:
    """(where two keys differ first, by how much); the smaller gap has the smaller pair."""
    at = next((position for position, one in enumerate(gap) if one), len(gap))
    return (-at, gap[at]) if at < len(gap) else (-at, 0)


def day_of(version: str) -> str:
    """``2023-01-12`` of a version that is the day of a snapshot, as 20230112+git is; else ''."""
    day = _day_in(version)
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else ""


def _day_in(text: str) -> str:
    """The first eight digits that stand together, and alone, and begin with a year."""
    runs = "".join(sign if sign.isdecimal() else " " for sign in text).split()
    return next((run for run in runs if len(run) == 8 and run[:2] in ("19", "20")), "")
