"""The shipped table of what builds want, made by ``scripts/build_table.py`` from Debian's Build-Depends."""

from __future__ import annotations

from functools import cache

from pipwise.model.value import NamedTuple


class Table(NamedTuple):
    """The table as text, which is searched; each line starts after a newline."""

    source: str
    date: str
    suites: tuple[str, ...]
    """Code names, oldest first."""
    rows: str


@cache
def load_table() -> Table:
    """The table as it is shipped with pipwise."""
    from pipwise.system.resources import read as read_resource

    head, _, rows = read_resource("pipwise.catalog.builds", "builds.tsv").decode().partition("\n")
    source, date, suites = head.removeprefix("# ").split("\t")
    return Table(source, date, tuple(suites.split()), f"\n{rows}")


def wants_of(project: str, position: int) -> tuple[str, ...]:
    """The packages of one suite that the project (PEP 503) is built with, beside the compiler and Python's headers.

    Empty where the table has no such project: it may be built from Python alone, or not be in Debian.
    """
    rows = load_table().rows
    start = rows.find(f"\n{project}\t")
    if start < 0:
        return ()
    cells = rows[start + 1 : rows.index("\n", start + 1)].split("\t")[1:]
    cell = next((cell for cell in reversed(cells[: position + 1]) if cell != "="), "")
    return tuple(cell.split())
