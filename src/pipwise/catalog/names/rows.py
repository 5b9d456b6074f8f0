"""The rows of the shipped table: one is found in its text, and read."""

from __future__ import annotations

from pipwise.catalog.names.table import Table
from pipwise.model.value import NamedTuple
from pipwise.system.caching import lru_cache

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+/"
"""One digit says in which suites something holds: bit 0 is the first suite of the table."""

UMBRELLA = 4
"""A package of so many projects gains and loses them from release to release."""


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


def versions_of(package: str, table: Table) -> tuple[str, ...]:
    """By suite, the versions of a package that does not hold the same projects in all of them ('' where it is not); else ()."""
    line = _line(table.turns, package)
    return tuple("" if one == "-" else one for one in line.split()) if line else ()


def is_hollow(package: str, table: Table) -> bool:
    """Whether it is known of a package that it holds no project, in whatever release."""
    return package.startswith("python3-") and f"\n{package.removeprefix('python3-')}\n" in table.hollow


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
    """What follows a key; its line is found by halves, since the lines stand in the order of their keys."""
    low, high = 0, len(section) - 1
    while low < high and key:
        start = section.rfind("\n", 0, (low + high) // 2 + 1)
        end = section.index("\n", start + 1)
        found, _, rest = section[start + 1 : end].partition("\t")
        if found == key:
            return rest
        low, high = (end, high) if found < key else (low, start)
    return None


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
