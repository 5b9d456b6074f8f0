"""Which stretches of a long log are worth reading closely: found by a few short words, in linear time."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.logs.lines import Line, read_lines
from pipwise.logs.squash import letters_of
from pipwise.logs.tables import page_phrases

PAGE = 400
"""Lines of a page."""
LONGEST = 20 * PAGE
"""Lines of a stretch, from which on the next page begins another."""
SMALL = 4 * PAGE
"""A log up to this long is read closely as a whole."""


def read_pages(raw: list[bytes]) -> Iterator[list[Line]]:
    """Stretches that hold something, each with the page before and after it; the head of the log belongs to the first."""
    count = (len(raw) + PAGE - 1) // PAGE
    wanted = (
        set(range(count)) if len(raw) <= SMALL else _with_neighbours(_pages_with_words(raw, count), count)
    )
    lines: list[Line] = []
    for page in sorted(wanted):
        lines += read_lines(raw[page * PAGE : (page + 1) * PAGE], page * PAGE + 1)
        if page + 1 not in wanted or len(lines) > LONGEST:
            yield lines
            lines = []
    if lines:
        yield lines


def _pages_with_words(raw: list[bytes], count: int) -> set[int]:
    """Pages in which a phrase stands, whatever numbers stand between its words."""
    table = page_phrases()
    found = set()
    for page in range(count):
        text = letters_of(b"\n".join(raw[page * PAGE : (page + 1) * PAGE]))
        if any(anchor in text and any(one in text for one in phrases) for anchor, phrases in table):
            found.add(page)
    return found


def _with_neighbours(pages: set[int], count: int) -> set[int]:
    if not pages:
        return set()
    near = {page + step for page in pages for step in (-1, 0, 1)}
    return {0} | {page for page in near if 0 <= page < count}
