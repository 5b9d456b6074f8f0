"""Measures kind_of() on the labelled projects, and cross-validates its weights.

The words are learnt without the labelled projects (``kind_table.py build``), so only the weights of ``signals.py`` could
have been fitted to them. Each fold tries every neighbour of the shipped weights on the rest and is judged with the best of them.
"""

from __future__ import annotations

import os
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
sys.path.insert(0, os.path.join(ROOT, "src"))

from pipwise.catalog.kinds import Wheel, kind_of
from pipwise.catalog.kinds.record import Record
from pipwise.catalog.kinds.signals import APPLICATION, LIBRARY, signals_of
from pipwise.catalog.kinds.table import Entry, find, load_table
from pipwise.catalog.kinds.weigh import with_wheel

LABELS = os.path.join(ROOT, "tests", "unit", "catalog", "kinds", "labels.tsv")
FOLDS, ROUNDS = 10, 5
_TRIED = (
    "Homebrew has a formula with its commands",
    "Debian ships a command called like it beside the library, in a package called like it",
    "a command is called like it",
    "ten or more projects depend on it",
)


class Labelled(NamedTuple):
    """A project whose kind a person has judged, and its wheel."""

    name: str
    label: str
    wheel: Wheel


class Figures(NamedTuple):
    """How well it went."""

    counts: Counter[tuple[str, str]]

    @property
    def decided(self) -> int:
        """Applications and libraries that were called one or the other."""
        return sum(count for (label, said), count in self.counts.items() if label != "both" and said in _SURE)

    @property
    def accuracy(self) -> float:
        """The share of the decided that are right."""
        return sum(self.counts[one, one] for one in _SURE) / self.decided

    @property
    def wrong_applications(self) -> int:
        """Libraries that were called an application: there must be none."""
        return self.counts["library", "application"]


_SURE = ("application", "library")


def read_labels(path: str = LABELS) -> tuple[Labelled, ...]:
    """The labelled projects."""
    with open(path, encoding="utf-8") as lines:
        return tuple(_labelled(line.rstrip("\n").split("\t")) for line in lines if line[0] != "#")


def measure(rows: Iterable[Labelled], *, online: bool) -> Figures:
    """The figures of kind_of() itself."""
    return Figures(
        Counter((row.label, kind_of(row.name, row.wheel if online else None).kind) for row in rows)
    )


def _labelled(row: list[str]) -> Labelled:
    name, label, _, scripts, flags, summary = row
    classifiers = {"c": "Environment :: Console", "t": "Topic :: Software Development :: Libraries"}
    said = tuple(text for flag, text in classifiers.items() if flag in flags)
    return Labelled(name, label, Wheel(f"{name}.whl", tuple(scripts.split()), (), (), summary, said))


def _signals(row: Labelled, *, online: bool) -> tuple[str, tuple[str, ...]]:
    """What kind_of() says whatever the weights, or '', and the signals that it would weigh."""
    entry = find(row.name, load_table()) or Entry(Record())
    if online:
        entry = with_wheel(row.name, entry, row.wheel)
    kind = kind_of(row.name, row.wheel if online else None).kind
    fixed = kind if kind in ("unknown", "plug-in") or entry.record.scripts == "none" else ""
    return fixed, tuple(text for text, _ in signals_of(entry.record))


def _judge(signals: tuple[str, tuple[str, ...]], weights: Mapping[str, int], least: int, most: int) -> str:
    fixed, texts = signals
    score = sum(weights[text] for text in texts)
    if fixed:
        return fixed
    if score >= least:
        return "both" if "its summary calls it a library" in texts else "application"
    return "library" if score <= most else "both"


def _candidates(weights: Mapping[str, int]) -> Iterator[tuple[Mapping[str, int], int, int]]:
    for changes in product((-1, 0, 1), repeat=len(_TRIED)):
        tried = {
            **weights,
            **{text: weights[text] + change for text, change in zip(_TRIED, changes, strict=True)},
        }
        yield from ((tried, APPLICATION + up, LIBRARY + low) for up, low in product((-1, 0, 1), (0, 1)))


def _value(figures: Figures) -> tuple[int, float]:
    """What a person would choose by: no wrong application, then right answers, with a wrong one costing three."""
    right = sum(figures.counts[one, one] for one in _SURE)
    return -figures.wrong_applications, right - 3 * (figures.decided - right)


def cross_validate(rows: tuple[Labelled, ...], *, online: bool, rounds: int = ROUNDS) -> Iterator[Figures]:
    """The figures of each round of ten folds, every fold judged with weights chosen without it."""
    known = {row.name: _signals(row, online=online) for row in rows}
    weights = {text: weight for row in rows for text, weight in kind_weights(row, online=online)}
    tried = list(_candidates(weights))
    answers = [{row.name: _judge(known[row.name], *one) for row in rows} for one in tried]
    for seed in range(rounds):
        shuffled = list(rows)
        random.Random(seed).shuffle(shuffled)  # noqa: S311  # nothing secret
        counts: Counter[tuple[str, str]] = Counter()
        for fold in range(FOLDS):
            held = shuffled[fold::FOLDS]
            rest = [row for row in shuffled if row not in held]
            best = max(
                answers, key=lambda one: _value(Figures(Counter((row.label, one[row.name]) for row in rest)))
            )
            counts.update((row.label, best[row.name]) for row in held)
        yield Figures(counts)


def kind_weights(row: Labelled, *, online: bool) -> tuple[tuple[str, int], ...]:
    """The signals of one project with the shipped weights."""
    entry = find(row.name, load_table()) or Entry(Record())
    return signals_of((with_wheel(row.name, entry, row.wheel) if online else entry).record)


def main() -> None:
    """Print the figures."""
    rows = read_labels()
    for online in (False, True):
        found = measure(rows, online=online)
        print("with the wheel" if online else "from the catalogue")
        print(_line("  shipped weights", found))
        for label in ("application", "library", "both"):
            said = ", ".join(
                f"{kind} {count}" for (one, kind), count in sorted(found.counts.items()) if one == label
            )
            print(f"    {label}: {said}")
        for number, figures in enumerate(cross_validate(rows, online=online), 1):
            print(_line(f"  {FOLDS} folds, round {number}", figures))


def _line(title: str, found: Figures) -> str:
    return (
        f"{title}: {found.accuracy:.3f} of {found.decided} decided, "
        f"{found.wrong_applications} libraries called an application"
    )


if __name__ == "__main__":
    main()
