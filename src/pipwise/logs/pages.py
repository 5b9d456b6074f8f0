"""Which stretches of a long log are worth reading closely: found by a few short words, in linear time."""

from __future__ import annotations

from pipwise.logs.lines import Line, read_lines
from pipwise.logs.squash import squash_bytes
from pipwise.logs.tables import anchors

PAGE = 400
"""Lines of a page."""
SMALL = 4 * PAGE
"""A log up to this long is read closely as a whole."""


def read_pages(raw: list[bytes]) -> list[list[Line]]:
    """Stretches that hold something, each with the page before and after it; the head of the log belongs to the first."""
    count = (len(raw) + PAGE - 1) // PAGE
    wanted = set(range(count)) if len(raw) <= SMALL else _with_neighbours(_pages_with_anchors(raw, count), count)
    stretches: list[list[Line]] = []
    previous = -2
    for page in sorted(wanted):
        lines = read_lines(raw[page * PAGE : (page + 1) * PAGE], page * PAGE + 1)
        if page == previous + 1:
            stretches[-1] += lines
        else:
            stretches.append(lines)
        previous = page
    return stretches


def _pages_with_anchors(raw: list[bytes], count: int) -> set[int]:
    squashed = [squash_bytes(b"\n".join(raw[page * PAGE : (page + 1) * PAGE])) for page in range(count)]
    words = anchors()
    return {page for page, text in enumerate(squashed) if any(word in text for word in words)}


def _with_neighbours(pages: set[int], count: int) -> set[int]:
    if not pages:
        return set()
    near = {page + step for page in pages for step in (-1, 0, 1)}
    return {0} | {page for page in near if 0 <= page < count}
