"""The bars, each a figure of one run and what it may be at the most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from paired import Series

NOTHING = "python3 -c pass"
VERSION = "pipwise --version"
WHY = "pipwise why pip install requests"
COLD = f"{WHY}, with nothing remembered"
UNREAD_NOTHING = f"{NOTHING}, with nothing in the page cache"
UNREAD = f"{WHY}, with nothing remembered or in the page cache"
UNCOMPILED = f"{WHY}, with nothing remembered or compiled"
PIP_VERSION = "pip3 --version"
INSTALL = "pipwise install requests"
ENGINE = "virtualenv .venv && pip install requests"
BOOK = "python3 -m venv .venv && .venv/bin/pip install requests"
AGAIN = "pipwise install requests, again"
PIP_AGAIN = ".venv/bin/pip install requests, again"


class Bar(NamedTuple):
    """One bar: what it says, the most that is allowed, and what was measured round by round, on the clock and of processor
    time.
    """

    text: str
    most: float
    clock: tuple[float, ...]
    processor: tuple[float, ...]


class _Ratio(NamedTuple):
    series: str
    one: str
    peer: str
    most: float


_RATIOS = (
    _Ratio("looking", VERSION, NOTHING, 3),
    _Ratio("looking", WHY, NOTHING, 5),
    _Ratio("looking", COLD, NOTHING, 10),
    _Ratio("again", AGAIN, PIP_AGAIN, 0.5),
    _Ratio("installing", INSTALL, BOOK, 0.6),
)


def bars(found: Mapping[str, Series]) -> Iterator[Bar]:
    """The bars that could be measured; without ensurepip there is no handbook's way to compare with."""
    for name, one, peer, most in _RATIOS:
        series = found.get(name, Series({}))
        if one in series.samples and peer in series.samples:
            clock, processor = (
                tuple(series.ratios(one, peer, measure)) for measure in ("clock", "processor")
            )
            yield Bar(f"`{one}`, {'in' if peer == NOTHING else 'of'} `{peer}`", most, clock, processor)
    large = found["installing"]
    excess = [tuple(large.excesses(INSTALL, ENGINE, NOTHING, measure)) for measure in ("clock", "processor")]
    yield Bar(f"`{INSTALL}`, more than `{ENGINE}`, in `{NOTHING}`", 10, *excess)


def lines(found: Mapping[str, Series]) -> Iterator[str]:
    """Tables in Markdown: the bars, then medians of the commands."""
    from statistics import median

    yield from ("| bar | at most | clock | processor | kept |", "|---|---|---|---|---|")
    for one in bars(found):
        clock, processor = median(one.clock), median(one.processor)
        kept = "yes" if clock <= one.most else "no"
        yield f"| {one.text} | {one.most:g} | {clock:.2f} | {processor:.2f} | {kept} |"
    yield from ("", "| command | clock, s | processor, s | rounds |", "|---|---|---|---|")
    for series in found.values():
        for name, samples in series.samples.items():
            clock, processor = series.median(name), series.median(name, "processor")
            yield f"| `{name}` | {clock:.3f} | {processor:.3f} | {len(samples)} |"
