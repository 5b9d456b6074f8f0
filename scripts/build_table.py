"""Builds the table of what the building of Python projects wants from Debian, and holds it against Debian's indices.

    scripts/build_table.py build [--output FILE]
    scripts/build_table.py check            1: the table differs from what the indices say now, 6: they cannot be had
    scripts/build_table.py show NAME…

Projects are those of the table of names whose package is compiled. Indices are kept in the cache.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
from functools import cache

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
sys.path[:0] = [os.path.join(ROOT, "src"), os.path.join(ROOT, "scripts")]

from debian_index import RELEASES, NotToBeHad, configured_mirror
from debian_sources import Built, read_built
from pipwise.catalog.builds import load_table, wants_of
from pipwise.catalog.markers import load_needs
from pipwise.catalog.names.rows import row_of
from pipwise.catalog.names.table import load_table as load_names

FILE = os.path.join(ROOT, "src", "pipwise", "catalog", "builds", "builds.tsv")
CACHE = os.path.join(ROOT, ".pipwise", "cache", "debian")
SOURCE = "Debian's signed indices (Sources, Packages)"
_MOST = 12
"""A source that wants more than that is a program or a library of its own, of which Python sees a part."""
_FEW = 0.01
_ALIASES = {"pkgconf": "pkg-config"}
"""The same program under its newer name, which Debian 12 has under both."""


def main(argv: list[str]) -> int:
    """Carry out one command; see the module's text."""
    parser = argparse.ArgumentParser(
        prog="build_table", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build").add_argument("--output", default=FILE)
    commands.add_parser("check")
    commands.add_parser("show").add_argument("names", nargs="+")
    arguments = parser.parse_args(argv)
    if arguments.command == "show":
        for name in arguments.names:
            for position, suite in enumerate(load_table().suites):
                print(name, suite, *wants_of(name, position))
        return 0
    try:
        text = encode([read_built(release, configured_mirror(), CACHE) for release in RELEASES])
    except NotToBeHad as problem:
        print(f"build_table: {problem}", file=sys.stderr)
        return 6
    if arguments.command == "check":
        return _check(text)
    with open(arguments.output, "w", encoding="utf-8") as file:
        file.write(text)
    print(f"{arguments.output}: {text.count(chr(10)) - 1} projects, {len(text)} bytes")
    return 0


def encode(suites: list[Built]) -> str:
    """The table: a head, then a project in each line, its packages by suite; ``=`` is what the suite before has."""
    head = (SOURCE, max(suite.date for suite in suites), " ".join(suite.release.name for suite in suites))
    lines = ["# " + "\t".join(head)]
    for project in _projects():
        cells = [" ".join(wants_in(project, suite, suites[-1])) for suite in suites]
        if any(cells):
            short = [
                cells[0],
                *("=" if one == two else two for one, two in itertools.pairwise(cells)),
            ]
            lines.append("\t".join((project, *short)))
    return "\n".join(lines) + "\n"


def wants_in(project: str, suite: Built, newest: Built) -> tuple[str, ...]:
    """What is wanted of one suite. PyPI's copy is as new as the newest suite's: that one's list, if all of it is there."""
    latest = [_real(one, suite) for one in _reduced(project, newest)]
    found = latest if latest and all(latest) else [_real(one, suite) for one in _reduced(project, suite)]
    return tuple(sorted({one for one in found if one}))


def _real(name: str, suite: Built) -> str:
    """The package itself, or the only one that provides it; else ''."""
    providers = suite.provided.get(name, set())
    return name if name in suite.binaries else next(iter(providers)) if len(providers) == 1 else ""


def _reduced(project: str, suite: Built) -> tuple[str, ...]:
    source = _source_of(project, suite)
    # The Python side of a library is built against that library.
    wants = suite.libraries.get(source, []) or [
        _ALIASES.get(one, one) for one in suite.wants.get(source, ()) if _counts(one, suite)
    ]
    return tuple(wants) if len(wants) <= _MOST else ()


def _source_of(project: str, suite: Built) -> str:
    """The source of its package, if that makes something compiled for Python; else ''."""
    row = row_of(project, load_names())
    names = [one.package for one in row.packages] if row else []
    found = [suite.binaries[name] for name in names if name in suite.binaries]
    return next((one.source for one in found if one.source in suite.extensions), "")


def _counts(name: str, suite: Built) -> bool:
    """Headers, and the programs that builds are known to ask for; Python's own projects come with pip."""
    if _ALIASES.get(name, name) in _programs():
        return True
    one = suite.binaries.get(name)
    section = one.section if one else "libdevel" if name.endswith("-dev") else ""
    return section == "libdevel" and not name.startswith(
        ("librust-", "libpython", "python", "pybind", "cython")
    )


@cache
def _programs() -> frozenset[str]:
    always = {"build-essential", "python3-dev"}
    named = {name for need in load_needs() for name in dict(need.packages).get("debian", "").split()}
    return frozenset(named - always)


def _projects() -> list[str]:
    return [line.partition("\t")[0] for line in load_names().projects.splitlines() if line]


def _check(text: str) -> int:
    with open(FILE, encoding="utf-8") as file:
        old, new = set(file.read().splitlines()[1:]), set(text.splitlines()[1:])
    changed = sorted(line.partition("\t")[0] for line in old ^ new)
    print(*dict.fromkeys(changed), sep="\n")
    return 1 if len(old ^ new) > len(old) * _FEW else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
