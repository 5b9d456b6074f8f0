"""The bars, each a figure of one run and what it may be at the most."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from paired import Series

NOTHING = "python3 -c pass"
WHY = "pipwise why pip install requests"
INSTALL = "pipwise install requests"
ENGINE = "virtualenv .venv && pip install requests"
BOOK = "python3 -m venv .venv && .venv/bin/pip install requests"


class Bar(NamedTuple):
    """One bar: what it says, the most that is allowed, and what was measured on the clock and of processor time."""

    text: str
    most: float
    clock: float
    processor: float


def bars(small: Series, large: Series) -> Iterator[Bar]:
    """The bars that could be measured; without ensurepip there is no handbook's way to compare with."""
    text = f"`{WHY}`, in `{NOTHING}`"
    yield Bar(text, 6, small.ratio(WHY, NOTHING), small.ratio(WHY, NOTHING, "processor"))
    text = f"`{INSTALL}`, more than `{ENGINE}`, in `{NOTHING}`"
    excess = [large.excess(INSTALL, ENGINE, NOTHING, measure) for measure in ("clock", "processor")]
    yield Bar(text, 10, *excess)
    if BOOK in large.samples:
        text = f"`{INSTALL}`, of `{BOOK}`"
        yield Bar(text, 0.6, large.ratio(INSTALL, BOOK), large.ratio(INSTALL, BOOK, "processor"))


def lines(small: Series, large: Series) -> Iterator[str]:
    """Tables in Markdown: medians of the commands, then the bars."""
    yield from ("| command | clock, s | processor, s | rounds |", "|---|---|---|---|")
    for series in (small, large):
        for name, samples in series.samples.items():
            clock, processor = series.median(name), series.median(name, "processor")
            yield f"| `{name}` | {clock:.3f} | {processor:.3f} | {len(samples)} |"
    yield from ("", "| bar | at most | clock | processor |", "|---|---|---|---|")
    for one in bars(small, large):
        yield f"| {one.text} | {one.most:g} | {one.clock:.2f} | {one.processor:.2f} |"
