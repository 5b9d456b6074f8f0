"""The bars of one run as a picture: each round a dot, the median a line, the limit another. The same data, the same bytes."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator
from html import escape

from bars import Bar

_WIDTH, _LEFT, _RIGHT, _ROW, _TOP = 760, 20, 20, 62, 44
_APART = 40
"""Two figures side by side take about so much."""
_STYLE = """\
 <style>
  text { font: 13px system-ui, sans-serif; fill: #222 }
  .small { font-size: 11px; fill: #666 }
  .axis { stroke: #bbb }
  .limit { stroke: #b00020; stroke-dasharray: 4 3 }
  .median { stroke: #0b5394; stroke-width: 2.5 }
  .round { fill: #0b5394; fill-opacity: .35 }
 </style>
"""


def picture(system: str, bars: Iterable[Bar]) -> str:
    """An SVG with a row for each bar, on the clock; every row has a scale of its own, from 0 (or the least) on."""
    rows = list(bars)
    size = f'width="{_WIDTH}" height="{_TOP + _ROW * len(rows) + 10}"'
    height = _TOP + _ROW * len(rows) + 10
    said = "; ".join(
        f"{one.text.replace('`', '')}: {statistics.median(one.clock):.2f} of {one.most:g}" for one in rows
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {_WIDTH} {height}" role="img">\n',
        f" <title>Speed bars on {escape(system)}</title>\n <desc>{escape(said)}</desc>\n",
        _STYLE,
        f' <rect {size} fill="#fff"/>\n',
        f' <text x="{_LEFT}" y="20">{escape(system)}</text>\n',
        f' <text x="{_LEFT}" y="35" class="small">dots: rounds; line: median; dashed: at most</text>\n',
        *(line for number, one in enumerate(rows) for line in _row(one, _TOP + _ROW * number)),
        "</svg>\n",
    ]
    return "".join(parts)


def _row(bar: Bar, top: int) -> Iterator[str]:
    least, most = min(0.0, *bar.clock), max(bar.most, *bar.clock) * 1.04

    def place(value: float) -> str:
        return f"{_LEFT + (value - least) / (most - least) * (_WIDTH - _LEFT - _RIGHT):.1f}"

    line = top + 40
    median = statistics.median(bar.clock)
    yield f' <text x="{_LEFT}" y="{top + 20}">{escape(bar.text.replace("`", ""))}</text>\n'
    yield f' <line class="axis" x1="{_LEFT}" y1="{line}" x2="{_WIDTH - _RIGHT}" y2="{line}"/>\n'
    for value in bar.clock:
        yield f' <circle class="round" cx="{place(value)}" cy="{line}" r="4"/>\n'
    marks = sorted((("limit", bar.most), ("median", median)), key=lambda mark: mark[1])
    # Figures that would stand upon each other stand on either side.
    close = float(place(marks[1][1])) - float(place(marks[0][1])) < _APART
    anchors = ("end", "start") if close else ("middle", "middle")
    for (name, value), anchor in zip(marks, anchors, strict=True):
        at, aside = place(value), {"end": -2, "start": 2, "middle": 0}[anchor]
        yield f' <line class="{name}" x1="{at}" y1="{line - 9}" x2="{at}" y2="{line + 9}"/>\n'
        yield (
            f' <text class="small" text-anchor="{anchor}" x="{float(at) + aside:.1f}" y="{line + 20}">'
            f"{value:.3g}</text>\n"
        )
