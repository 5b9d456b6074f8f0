"""The shipped table of names, read where it stands: text that is searched, so that one look-up costs no parsing.

Sections are separated by an empty line: the header (``key TAB value``), the suites, projects, import names, the most
downloaded projects in their order, and namesakes of the popular. Written by
``scripts/name_table.py``; docs/decisions says why it is text.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+/"
"""One digit says in which suites something holds: bit 0 is the first suite of the table."""


class Suite(NamedTuple):
    """One release that the table was built from."""

    name: str
    version: str
    python: str
    frozen: str
    """Month in which it was frozen (that of the index, where it is not yet): what lies between two is told by it."""
    date: str
    """Day of the signed index."""


class Holding(NamedTuple):
    """A package, and the suites in which it holds the project; bit 0 is the oldest."""

    package: str
    mask: int


class Row(NamedTuple):
    """What the table says of one project."""

    project: str
    packages: tuple[Holding, ...]
    applications: tuple[Holding, ...]
    """Packages that ship the command of the project's own name, where its own package does not."""
    commands: tuple[str, ...]


class Table(NamedTuple):
    """The sections as text; each line starts after a newline."""

    source: str
    date: str
    suites: tuple[Suite, ...]
    projects: str
    modules: str
    popular: str
    namesakes: str
    slips: int
    """How many of the popular a misspelt name is held against."""


@cache
def load_table() -> Table:
    """The table as it is shipped with pipwise."""
    from pipwise.system.resources import read as read_resource

    return read_table(read_resource("pipwise.catalog.names", "names.dat"))


def read_table(content: bytes) -> Table:
    """The table of a file's content."""
    import zlib

    head, suites, *sections = zlib.decompress(content).decode().split("\n\n")
    header = dict(line.split("\t", 1) for line in head.splitlines())
    rows = tuple(Suite(*line.split("\t")) for line in suites.splitlines())
    projects, modules, popular, namesakes = (f"\n{section}\n" for section in sections)
    return Table(
        header["source"], header["date"], rows, projects, modules, popular, namesakes, int(header["slips"])
    )


def row_of(project: str, table: Table) -> Row | None:
    """The row of a project (in normal form), or None."""
    line = _line(table.projects, project)
    if line is None:
        return None
    packages, applications, commands = (*line.split("\t"), "", "")[:3]
    return Row(
        project,
        _holdings(packages, f"python3-{project}"),
        _holdings(applications, project),
        tuple(commands.split()),
    )


def projects_of(module: str, table: Table) -> tuple[str, ...]:
    """The projects that bring an import name which is not their own name."""
    return tuple((_line(table.modules, module) or "").split())


@lru_cache(maxsize=256)
def owners_of(package: str, table: Table) -> tuple[tuple[str, int], ...]:
    """(project, suites) of every project that a Debian package provides."""
    found: dict[str, int] = {}
    own = row_of(package.removeprefix("python3-"), table)
    for project in (*((own.project,) if own else ()), *_spelled_out(package, table)):
        row = row_of(project, table)
        for holding in (*row.packages, *row.applications) if row else ():
            if holding.package == package:
                found[project] = found.get(project, 0) | holding.mask
    return tuple(found.items())


def _line(section: str, key: str) -> str | None:
    start = section.find(f"\n{key}\t")
    if start < 0 or not key:
        return None
    start += len(key) + 2
    return section[start : section.index("\n", start)]


def _holdings(cell: str, usual: str) -> tuple[Holding, ...]:
    words = (word.partition("=") for word in cell.split())
    return tuple(Holding(package or usual, DIGITS.index(digit)) for digit, _, package in words)


def _spelled_out(package: str, table: Table) -> tuple[str, ...]:
    found, sought, position = [], f"={package}", 0
    while (position := table.projects.find(sought, position)) >= 0:
        position += len(sought)
        if table.projects[position] in " \t\n":
            start = table.projects.rindex("\n", 0, position) + 1
            found.append(table.projects[start : table.projects.index("\t", start)])
    return tuple(found)
