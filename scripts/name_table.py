"""Builds the table of names that is shipped, from Debian's signed indices, and holds it against them.

    scripts/name_table.py build [--without SUITE]… [--popular FILE] [--output FILE]
    scripts/name_table.py check            1: the table differs from what the indices say now, 6: they cannot be had
    scripts/name_table.py show [NAME]…

``--popular`` is a list of PyPI's projects as tab-separated values: name, version, month, rank among the most downloaded
(empty: not among them), summary. Without it the present table's own lists are kept. Indices are kept in the cache.
"""

from __future__ import annotations

import argparse
import os
import sys
import zlib

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
sys.path[:0] = [os.path.join(ROOT, "src"), os.path.join(ROOT, "scripts")]

from debian_index import RELEASES, NotToBeHad, Suite, configured_mirror, read_suite
from name_lists import Lists, read_lists
from name_rows import Rows, make_rows
from pipwise.catalog.names.rows import row_of
from pipwise.catalog.names.table import Table, load_table, read_table

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
                return _check()
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
    commands.add_parser("check")
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
        "\n".join("\t".join((*suite.release[:4], suite.date)) for suite in suites),
        _lines(rows.projects),
        _lines(rows.modules),
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


def _check() -> int:
    table, suites = load_table(), read_suites()
    fresh = read_table(encode(suites, make_rows(suites), Lists((), ())))
    changes = differences(table, fresh)
    total = fresh.projects.count("\n")
    for change in changes[:_MOST_CHANGES]:
        print(change)
    print(
        f"{len(changes)} of {total} projects differ; the table is of {table.date}, the indices of {fresh.date}"
    )
    return 1 if len(changes) > total * _FEW else 0


def differences(table: Table, fresh: Table) -> list[str]:
    """The projects that two tables put into different packages."""
    names = {line.partition("\t")[0] for one in (table, fresh) for line in one.projects.splitlines() if line}
    return [
        f"{name}: {old and old.packages} → {new and new.packages}"
        for name in sorted(names)
        if (old := row_of(name, table)) != (new := row_of(name, fresh))
        and (old and old[:3]) != (new and new[:3])
    ]


def _show(names: list[str]) -> int:
    table = load_table()
    for name in names or [line.partition("\t")[0] for line in table.projects.splitlines() if line]:
        print(row_of(name, table) or f"{name}: not in the table")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
