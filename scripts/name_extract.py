"""A small part of what Debian's suites say of names, with which a table can be built without one of them in seconds.

    scripts/name_extract.py --projects FILE [--output FILE]

``FILE`` is as for ``name_table.py --popular``. Kept are the packages that hold one of its ranked projects in some suite, or
are called like one, and those that hold other projects in one suite than in another.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
sys.path[:0] = [os.path.join(ROOT, "src"), os.path.join(ROOT, "scripts")]

from debian_index import RELEASES, NotToBeHad, Package, Suite
from name_lists import read_ranked
from name_measure import Truth, truth_of
from name_rows import make_rows
from name_table import read_suites
from pipwise.backends.emptied import says_it_is_empty

FILE = os.path.join(ROOT, "tests", "names", "suites.tsv")
_DUMMY = "transitional dummy package"


def main(argv: list[str]) -> int:
    """Write the extract."""
    parser = argparse.ArgumentParser(
        prog="name_extract", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--projects", required=True)
    parser.add_argument("--output", default=FILE)
    arguments = parser.parse_args(argv)
    try:
        text = extract(read_suites(), read_ranked(arguments.projects))
    except NotToBeHad as problem:
        print(f"name_extract: {problem}", file=sys.stderr)
        return 6
    with open(arguments.output, "w", encoding="utf-8") as file:
        file.write(text)
    print(f"{arguments.output}: {len(text)} bytes")
    return 0


def extract(suites: list[Suite], ranked: list[str]) -> str:
    """Days, the projects that could be answered, then a line for each package with a cell for each suite.

    A cell is ``-``, or the version, ``!`` where the package is a dummy, names that it provides in a version after a ``+``, and
    the projects that it holds; ``=`` is for what it holds and provides in the suite before.
    """
    truths = [truth_of(suite) for suite in suites]
    held = [_held(truth) for truth in truths]
    called = {package for name in ranked for package in (name, f"python3-{name}")}
    holding = {package for truth in truths for name in ranked for package in truth.owners.get(name, ())}
    there = {package for suite in suites for package in suite.packages}
    kept = sorted((holding | called | set(make_rows(suites).turns)) & there)
    named = {name for name in ranked if {name, f"python3-{name}"} & there}
    named |= {name for name in ranked if any(truth.owners.get(name) for truth in truths)}
    lines = [" ".join(suite.date for suite in suites), " ".join(sorted(named))]
    virtual = {f"python3-{name}" for name in ranked} - there
    for package in kept:
        cells = [_cell(package, suite, one, virtual) for suite, one in zip(suites, held, strict=True)]
        lines.append("\t".join((package, *_shortened(cells))))
    return "\n".join(lines) + "\n"


def _held(truth: Truth) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for project, packages in sorted(truth.owners.items()):
        for package in packages:
            found.setdefault(package, []).append(project)
    return found


def _cell(package: str, suite: Suite, held: dict[str, list[str]], virtual: set[str]) -> tuple[str, str]:
    known = suite.packages.get(package)
    if known is None:
        return "-", ""
    dummy = ["!"] if says_it_is_empty(known.description) else []
    provided = (f"+{name}" for name in sorted(known.provides & virtual))
    return known.version, " ".join((*dummy, *provided, *held.get(package, ())))


def _shortened(cells: list[tuple[str, str]]) -> Iterator[str]:
    before = ""
    for version, words in cells:
        yield version if version == "-" or not words else f"{version} {'=' if words == before else words}"
        before = words


def read_extract(text: str) -> tuple[list[str], list[Suite]]:
    """The projects and the suites of an extract."""
    days, projects, *lines = text.splitlines()
    suites = [
        Suite(release, day, {}, {}, {}, {}, {}) for release, day in zip(RELEASES, days.split(), strict=True)
    ]
    for line in lines:
        package, *cells = line.split("\t")
        before: list[str] = []
        for suite, cell in zip(suites, cells, strict=True):
            version, *words = cell.split()
            before = before if words == ["="] else words
            if version != "-":
                _add(package, version, before, suite)
    return projects.split(), suites


def _add(package: str, version: str, words: list[str], suite: Suite) -> None:
    provides = frozenset(word[1:] for word in words if word[0] == "+")
    description = _DUMMY if "!" in words else ""
    suite.packages[package] = Package(package, version, frozenset(), provides, description)
    for project in words:
        if project[0] not in "!+":
            suite.infos.setdefault(project, set()).add(package)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
