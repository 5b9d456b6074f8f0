"""Builds the table of names that is shipped, from Debian's signed indices, and holds it against them.

    scripts/name_table.py build [--without SUITE]… [--popular FILE] [--output FILE]
    scripts/name_table.py check [--all]    1: the table differs from what the indices say now, 6: they cannot be had
    scripts/name_table.py show [NAME]…

``--popular`` is a list of PyPI's projects as tab-separated values: name, version, month, rank among the most downloaded
(empty: not among them), summary. Without it the present table's own lists are kept. Indices are kept in the cache.
``check`` reads only the suites whose signed release names other indices than those that the table was built from.
"""

from __future__ import annotations

import argparse
import os
import sys
import zlib

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
sys.path[:0] = [os.path.join(ROOT, "src"), os.path.join(ROOT, "scripts")]

from debian_index import RELEASES, NotToBeHad, Suite, configured_mirror, is_as_it_was, read_suite
from name_lists import Lists, read_lists
from name_rows import Rows, make_rows, owners_in
from pipwise.catalog.names.rows import row_of
from pipwise.catalog.names.table import Table, load_table

FILE = os.path.join(ROOT, "src", "pipwise", "catalog", "names", "names.dat")
CACHE = os.path.join(ROOT, ".pipwise", "cache", "debian")
SOURCE = "Debian's signed indices (Packages, Contents)"
SLIPS = 1500
"""How many of the most downloaded a misspelt name is held against."""
_MOST_CHANGES = 40
_FEW = 0.005
"""Testing and unstable move every day; a table is out of date when more than one project in two hundred differs."""


def main(argv: list[str]) -> int:
    """Carry out one command; see the module's text."""
    arguments = _parser().parse_args(argv)
    try:
        match arguments.command:
            case "build":
                return _build(arguments.without, arguments.popular, arguments.output)
            case "check":
                return _check(everything=arguments.all)
            case _:
                return _show(arguments.names)
    except NotToBeHad as problem:
        print(f"name_table: {problem}", file=sys.stderr)
        return 6


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="name_table", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build")
    build.add_argument(
        "--without", action="append", default=[], choices=[release.name for release in RELEASES]
    )
    build.add_argument("--popular", default="")
    build.add_argument("--output", default=FILE)
    commands.add_parser("check").add_argument("--all", action="store_true")
    commands.add_parser("show").add_argument("names", nargs="*")
    return parser


def read_suites(without: tuple[str, ...] = ()) -> list[Suite]:
    """The suites of the table, oldest first; raises NotToBeHad."""
    mirror = configured_mirror()
    return [read_suite(release, mirror, CACHE) for release in RELEASES if release.name not in without]


def encode(suites: list[Suite], rows: Rows, lists: Lists) -> bytes:
    """The table's file."""
    head = {"source": SOURCE, "date": max(suite.date for suite in suites), "slips": str(SLIPS)}
    sections = (
        _lines(head),
        "\n".join("\t".join((*suite.release[:4], suite.date, suite.digest)) for suite in suites),
        _lines(rows.projects),
        _lines(rows.modules),
        _lines(rows.turns),
        "\n".join(rows.hollow),
        "\n".join(lists.popular),
        "\n".join(lists.namesakes),
    )
    return zlib.compress("\n\n".join(sections).encode(), 9)


def _lines(section: dict[str, str]) -> str:
    return "\n".join(f"{key}\t{value}" for key, value in section.items())


def _build(without: list[str], popular: str, output: str) -> int:
    suites = read_suites(tuple(without))
    rows = make_rows(suites)
    if popular:
        lists = read_lists(popular, rows, SLIPS)
    else:
        table = load_table()
        lists = Lists(tuple(table.popular.split()), tuple(table.namesakes.split()))
    content = encode(suites, rows, lists)
    with open(output, "wb") as file:
        file.write(content)
    print(
        f"{output}: {len(rows.projects)} projects, {len(rows.modules)} import names, {len(lists.popular)} popular, "
        f"{len(lists.namesakes)} namesakes, {len(content)} bytes"
    )
    return 0


def _check(*, everything: bool) -> int:
    table, mirror, late = load_table(), configured_mirror(), False
    for position, of_table in enumerate(table.suites):
        release = next(one for one in RELEASES if one.name == of_table.name)
        if not everything and is_as_it_was(of_table.digest, release, mirror):
            print(f"{release.name}: the indices are those that the table was built from")
            continue
        suite = read_suite(release, mirror, CACHE)
        changes, total = differences(table, position, suite), len(suite.infos)
        print(*changes[:_MOST_CHANGES], sep="\n", end="\n" if changes else "")
        print(f"{release.name}: {len(changes)} of {total} projects differ from the index of {suite.date}")
        late = late or len(changes) > total * _FEW
    return 1 if late else 0


def differences(table: Table, position: int, suite: Suite) -> list[str]:
    """What one suite says otherwise than the table; what the table fills in from other suites has to be a package there."""
    owners = owners_in(suite)
    found = [
        f"{name}: {' '.join(known) or 'not in the table'} → {package}"
        for name, package in sorted(owners.items())
        if package not in (known := _packages_at(name, position, table))
    ]
    for name in (line.partition("\t")[0] for line in table.projects.splitlines() if line):
        gone = [one for one in _packages_at(name, position, table) if one not in suite.packages]
        found += [f"{name}: {' '.join(gone)} → none" for _ in gone[:1] if name not in owners]
    return found


def _packages_at(name: str, position: int, table: Table) -> list[str]:
    row = row_of(name, table)
    return [one.package for one in row.packages if one.mask >> position & 1] if row else []


def _show(names: list[str]) -> int:
    table = load_table()
    for name in names or [line.partition("\t")[0] for line in table.projects.splitlines() if line]:
        print(row_of(name, table) or f"{name}: not in the table")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
