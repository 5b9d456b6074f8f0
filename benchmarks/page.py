"""Write docs/reference/performance.md and its pictures from the raw data in ``recorded/``; a test holds them equal."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import bars
import counts
from paired import Sample, Series
from plots import picture

ROOT = Path(__file__).resolve().parents[1]
RECORDED = Path(__file__).parent / "recorded"
PAGE = ROOT / "docs/reference/performance.md"
IMAGES = ROOT / "docs/images"
_INTRODUCTION = """\
# Performance

<!-- Written by benchmarks/page.py from benchmarks/recorded/; a test holds it equal. -->

Each command runs as a whole process, in turn with its peers, in one run on one machine. Tables show medians; a bar is the
median of the ratios, or of the differences, round by round. Ratios on the clock are what the bars are about; processor time
is less shaken by whatever else the machine does. The recorded machine had nothing else to do.
Measure your own with `python3 benchmarks/run.py`.

- *Nothing remembered*: pipwise's own cache is taken away before each run, so every Python and package manager is asked anew.
- *Nothing in the page cache*: the kernel was asked before each run to let go of every file of Python's library and of a copy
  of pipwise. A file system in memory keeps its files all the same, and so does a shared library that others use.
- *Nothing compiled*: the bytecode of pipwise was taken away before each run, as nobody's is after an installation. It has no bar.
"""
_LINT = """\
## pipwise lint

Files a second of the clock are those of two processors with nothing else to do. lint works on all cores; what it does on one
alone is to start and to find the files: while it asks builds and jobs about the scripts that they run, the other cores drop
what has nothing to do with installers. Of the corpora with slow peers there are one or two rounds. Memory is that of the
largest process, and never less than that of the Python that started it. The eleven repositories are OctoPrint,
community.general, uv, ProxmoxVE, jetson-containers, Home Assistant's addons, docker-stacks, experimenter, netdata,
docker_images and mkosi: many of their files have to do with pip.

The bar for Dockerfiles is not reached. hadolint parses each file and looks at it; lint starts Python, builds the world before
each command, and asks the engine what every call of an installer will do, once for all pips that do the same. Where few
Dockerfiles have to do with an installer it comes nearer, since the others are dropped by a search for a few words.
"""


def page() -> str:
    """The whole page."""
    sections = [line for path in sorted(RECORDED.glob("*.json")) for line in _section(path)]
    return "\n".join([_INTRODUCTION, *sections, *counts.lines(), "", *_lint()])


def pictures() -> Iterator[tuple[Path, str]]:
    """The pictures, and where they lie."""
    for path in sorted(RECORDED.glob("*.json")):
        system, found = read(path)
        yield IMAGES / f"performance-{path.stem}.svg", picture(system, bars.bars(found))


def read(path: Path) -> tuple[str, Mapping[str, Series]]:
    """The system and the series of a file of raw data."""
    document = json.loads(path.read_text())
    system = document.pop("system")
    return system, {name: _series(raw) for name, raw in document.items()}


def _section(path: Path) -> Iterator[str]:
    system, found = read(path)
    image = f"../images/performance-{path.stem}.svg"
    yield from (f"## {system}", "", f"![Every bar, with each round]({image})", "", *bars.lines(found), "")


def _lint() -> Iterator[str]:
    """Lint and its peers, one table a tree."""
    import lint

    paths = sorted(RECORDED.glob("lint/*.json"))
    yield from (_LINT,) if paths else ()
    for path in paths:
        document = json.loads(path.read_text())
        yield from (f"### {path.stem}", "", *lint.lines(document), "", *lint.bars(document), "")


def _series(raw: dict[str, list[list[float]]]) -> Series:
    return Series({name: [Sample(*one) for one in samples] for name, samples in raw.items()})


if __name__ == "__main__":
    PAGE.write_text(page())
    for place, text in pictures():
        place.write_text(text)
