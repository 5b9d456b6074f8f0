"""Builds the table of kinds and the words that it stands on, or checks the shipped one against today's Debian.

``build`` reads Debian's signed indices itself. ``--formulae`` (Homebrew's executables.txt), ``--wheels`` (directories of
wheels) and ``--summaries`` (a list of projects with summary and rank) are files; what is not given keeps what the shipped
table has of it.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
sys.path.insert(0, os.path.join(ROOT, "src"))

import pipwise.catalog.kinds.words as sound
from kind_debian import Seen, look_at, read_suite
from kind_rows import Sources, rows, teachers
from kind_sources import read_formulae, read_summaries, read_wheels
from kind_words import learn
from pipwise.catalog.kinds.table import FILE, Entry, entries, load_table, write

KINDS = os.path.join(ROOT, "src", "pipwise", "catalog", "kinds")
LABELS = os.path.join(ROOT, "tests", "unit", "catalog", "kinds", "labels.tsv")
NAMESAKES = os.path.join(ROOT, "scripts", "kind_namesakes.txt")
SUITES = ("bookworm", "trixie", "forky")
_DRIFT = 0.03
"""A release gets security updates and testing moves: as many rows may differ from today's before the table is too old."""


def main() -> None:
    """Run one of the two commands."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("build", "check"))
    parser.add_argument("--suites", nargs="+", default=SUITES)
    parser.add_argument("--indices", default=os.path.join(tempfile.gettempdir(), "debian-indices"))
    parser.add_argument(
        "--lagging", action="store_true", help="take Contents that are behind the signed InRelease"
    )
    parser.add_argument("--formulae")
    parser.add_argument("--wheels", nargs="*", default=[])
    parser.add_argument("--summaries")
    given = parser.parse_args()
    os.makedirs(given.indices, exist_ok=True)
    seen, said = _debian(given.suites, given.indices, lagging=given.lagging)
    if given.command == "check":
        sys.exit(_check(seen, entries(load_table())))
    sources = Sources(
        seen,
        read_formulae(given.formulae) if given.formulae else {},
        read_wheels(given.wheels),
        read_summaries(given.summaries) if given.summaries else {},
    )
    _build(sources, said, given)


def labelled() -> frozenset[str]:
    """The projects whose kind is known: nothing is learnt from them, so that they can judge."""
    return _names(LABELS)


def _names(path: str) -> frozenset[str]:
    with open(path, encoding="utf-8") as lines:
        return frozenset(line.rstrip("\n").partition("\t")[0] for line in lines if line[0] != "#")


def _debian(suites: list[str], directory: str, *, lagging: bool) -> tuple[dict[str, Seen], list[str]]:
    """What the suites say, the last one that has a project first."""
    found: dict[str, Seen] = {}
    said = []
    for name in suites:
        suite = read_suite(name, directory, lagging=lagging)
        found |= look_at(suite)
        said.append(f"Debian {name}, {suite.date}")
    others = _names(NAMESAKES)
    return {project: seen for project, seen in found.items() if project not in others}, said


def _build(sources: Sources, said: list[str], given: argparse.Namespace) -> None:
    there = os.path.exists(os.path.join(KINDS, FILE))
    above, old = (load_table().header, entries(load_table())) if there else ((), {})
    known = sound.weights()
    if sources.summaries:
        known = learn(*teachers(sources, labelled()))
        _write_words(known, said)
        sound.weights.cache_clear()
    header = [
        f"{'; '.join(said)}; collected {datetime.now(UTC):%Y-%m-%d}",
        "Written by scripts/kind_table.py",
    ]
    for name, source, text in (
        ("formulae", given.formulae, "formulae: Homebrew's executables.txt"),
        ("wheels", given.wheels, "wheels: a selection of popular projects"),
        ("summaries", given.summaries, "summaries: PyPI"),
    ):
        kept = [line for line in above if line.startswith(name)]
        header += [f"{text}, {_date(source)}"] if source else kept
    found = dict(rows(sources, known))
    whole = {
        **(old if not sources.summaries else {}),
        **{name: _kept(entry, old.get(name), given) for name, entry in found.items()},
    }
    packed = zlib.compress(write(header, whole).encode(), 9)
    with open(os.path.join(KINDS, FILE), "wb") as output:
        output.write(packed)
    print(f"{len(whole)} projects, {len(packed)} bytes")


def _kept(new: Entry, old: Entry | None, given: argparse.Namespace) -> Entry:
    """The new row, with what the old one has of sources that were not given."""
    if old is None:
        return new
    record = new.record
    if not given.formulae:
        record = record._replace(formula=old.record.formula)
    if not given.wheels:
        record = record._replace(
            scripts=old.record.scripts, console=old.record.console, topic=old.record.topic
        )
        new = new._replace(host=old.host, commands=old.commands or new.commands)
    if not given.summaries:
        record = record._replace(words=old.record.words, library=old.record.library)
    return new._replace(record=record)


def _check(seen: Mapping[str, Seen], shipped: Mapping[str, Entry]) -> int:
    """Compare how Debian packages each project today with what the table says; 1 if it is too old."""
    differs = [
        name
        for name, one in seen.items()
        if name not in shipped or shipped[name].record.packaged != one.packaged
    ]
    gone = [
        name for name, entry in shipped.items() if entry.record.packaged != "unknown" and name not in seen
    ]
    print(
        f"{len(seen)} projects in Debian; {len(differs)} differ, {len(gone)} are gone: {' '.join(differs[:20])}"
    )
    return int(len(differs) + len(gone) > _DRIFT * len(seen))


def _write_words(known: Mapping[str, float], said: list[str]) -> None:
    with open(os.path.join(KINDS, "words.tsv"), "w", encoding="utf-8") as output:
        print(
            "# Log odds that a word of a summary speaks for a program. Learnt by scripts/kind_table.py",
            file=output,
        )
        print(f"# from how {'; '.join(said)} packages projects; labelled ones left out.", file=output)
        for word, weight in sorted(known.items()):
            print(f"{word}\t{weight}", file=output)


def _date(source: str | list[str]) -> str:
    """The day on which a source was written."""
    path = source if isinstance(source, str) else source[0]
    return f"{datetime.fromtimestamp(os.stat(path).st_mtime, UTC):%Y-%m-%d}"


if __name__ == "__main__":
    main()
