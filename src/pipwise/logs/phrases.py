"""Looking for many phrases in squashed text in linear time: each by a short word in it, the anchor, then compared in place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipwise.logs.squash import phrase as squashed_phrase
from pipwise.logs.squash import squash
from pipwise.model.value import NamedTuple


class Phrase(NamedTuple):
    """One phrase with what it belongs to."""

    squashed: bytes
    exact: bytes
    """With its case, where that matters; else empty."""
    offset: int
    """Where the anchor stands in it."""
    owner: str


Table = dict[bytes, tuple[Phrase, ...]]


class Match(NamedTuple):
    """A phrase at a place in the squashed text."""

    start: int
    end: int
    owner: str


def table_of(phrases: Iterable[tuple[str, str, bool]], anchors: Iterable[str]) -> Table:
    """Anchor → phrases, the longest first, from (owner, phrase, whether case matters)."""
    words = tuple(one.encode() for one in anchors)
    found: dict[bytes, list[Phrase]] = {}
    for owner, text, exact in phrases:
        squashed = squashed_phrase(text)
        anchor = next(word for word in words if word in squashed)
        one = Phrase(squashed, squash(text) if exact else b"", squashed.index(anchor), owner)
        found.setdefault(anchor, []).append(one)
    return {anchor: tuple(sorted(all_, key=lambda one: -len(one.squashed))) for anchor, all_ in found.items()}


def find_phrases(text: bytes, table: Table) -> list[Match]:
    """Every phrase in the text, in order; of one owner's phrases that overlap, the longest."""
    lower = text.lower()
    found = [match for anchor in table for match in _at_anchor(text, lower, anchor, table[anchor])]
    found.sort(key=lambda match: (match.start, -match.end))
    ends: dict[str, int] = {}
    kept = []
    for match in found:
        if match.end > ends.get(match.owner, -1):
            kept.append(match)
            ends[match.owner] = match.end
    return kept


def _at_anchor(text: bytes, lower: bytes, anchor: bytes, phrases: tuple[Phrase, ...]) -> Iterator[Match]:
    at = lower.find(anchor)
    while at >= 0:
        for one in phrases:
            start = at - one.offset
            end = start + len(one.squashed)
            there = start >= 0 and lower.startswith(one.squashed, start)
            if there and (not one.exact or text[start:end] == one.exact):
                yield Match(start, end, one.owner)
        at = lower.find(anchor, at + 1)
