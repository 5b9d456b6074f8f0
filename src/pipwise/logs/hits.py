"""Signatures found in a stretch of lines, each with the lines that it stands on and what stands before and behind it."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from pipwise.catalog.markers import Signature
from pipwise.logs.lines import Line
from pipwise.logs.phrases import Match, find_phrases
from pipwise.logs.squash import squash
from pipwise.logs.tables import need_table, signature_table, signatures
from pipwise.model.value import NamedTuple

_NEAR = 400
"""Letters and digits before and behind a phrase that are looked at."""


class Hit(NamedTuple):
    """One signature at one place; ``first`` and ``last`` are indices into the stretch."""

    signature: Signature
    first: int
    last: int
    lead: bytes
    """Letters and digits of its first line before it."""
    tail: bytes
    """Letters and digits of its last line behind it."""
    key: tuple[str, int, bytes]
    """Which phrase of which signature, after its length: the same one again is another message."""


class Stretch(NamedTuple):
    """Lines with their squashed text, and where each of them begins in it."""

    lines: list[Line]
    text: bytes
    starts: list[int]


def stretch_of(lines: list[Line]) -> Stretch:
    """Squash a stretch."""
    squashed = [squash(line.text) for line in lines]
    starts = [0, *accumulate(map(len, squashed))]
    return Stretch(lines, b"".join(squashed), starts)


def find_hits(stretch: Stretch) -> list[Hit]:
    """Every signature in a stretch, in order."""
    rows = signatures()
    found = []
    for match in find_phrases(stretch.text, signature_table()):
        first, last, lead, tail = _place(stretch, match)
        phrase = stretch.text[match.start : match.end].lower()
        found.append(Hit(rows[match.owner], first, last, lead, tail, (match.owner, len(phrase), phrase)))
    return found


def find_needs(stretch: Stretch) -> list[tuple[str, int]]:
    """(what is missing, index of the line) for every message of a build that the table has."""
    return [(one.owner, _place(stretch, one)[0]) for one in find_phrases(stretch.text, need_table())]


def _place(stretch: Stretch, match: Match) -> tuple[int, int, bytes, bytes]:
    first = bisect_right(stretch.starts, match.start) - 1
    last = bisect_right(stretch.starts, match.end - 1) - 1
    lead = stretch.text[max(stretch.starts[first], match.start - _NEAR) : match.start]
    return first, last, lead, stretch.text[match.end : min(stretch.starts[last + 1], match.end + _NEAR)]


__all__ = ["Hit", "Stretch", "find_hits", "find_needs", "stretch_of"]
