"""What was reviewed by people: relations between projects, and packages whose names no rule tells; negatives included."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pipwise.catalog.names.where import Where


class Relation(NamedTuple):
    """How a name stands to the projects (or modules of the standard library) that are probably meant."""

    name: str
    relation: str
    """variant, rename, fork, dummy, deprecated, wrong-project, import-name, misnomer, standard-library, standard-library-split,
    standard-library-removed, placeholder."""
    projects: tuple[str, ...]
    note: str
    source: str


class Exceptional(NamedTuple):
    """The package of a project for one manager, where no table and no rule tells it; '' for: none has it."""

    manager: str
    name: str
    package: str
    relation: str
    releases: tuple[str, ...]
    """Codenames or distributions that it holds for; empty for all."""
    note: str
    source: str


@cache
def relations() -> dict[str, Relation]:
    """Every relation by its name in normal form."""
    rows = (
        Relation(one[0], one[1], tuple(one[2].split()), one[3], one[4]) for one in _lines("relations.tsv", 5)
    )
    return {row.name: row for row in rows}


def exceptions_of(project: str, where: Where) -> tuple[Exceptional, ...]:
    """The reviewed packages of a project there; the first that says "none" settles it."""
    found = _exceptions().get((where.manager, project), ())
    return tuple(one for one in found if not one.releases or _holds_for(one.releases, where))


def is_denied(project: str, where: Where) -> bool:
    """Whether it was reviewed that no package there is this project, whatever is called like it."""
    return any(not one.package for one in exceptions_of(project, where))


def _holds_for(releases: tuple[str, ...], where: Where) -> bool:
    return bool({where.codename, where.distribution, f"{where.distribution}-{where.release}"} & set(releases))


@cache
def _exceptions() -> dict[tuple[str, str], tuple[Exceptional, ...]]:
    found: dict[tuple[str, str], tuple[Exceptional, ...]] = {}
    for manager, name, package, relation, releases, note, source in _lines("packages.tsv", 7):
        row = Exceptional(manager, name, package.strip("-"), relation, tuple(releases.split()), note, source)
        found[manager, name] = (*found.get((manager, name), ()), row)
    return found


@cache
def named_by(package: str, manager: str) -> tuple[str, ...]:
    """The projects whose reviewed package this is."""
    return tuple(
        name
        for (of, name), rows in _exceptions().items()
        if of == manager and any(row.package == package for row in rows)
    )


def _lines(file: str, columns: int) -> list[list[str]]:
    from pipwise.system.resources import read as read_resource

    text = read_resource("pipwise.catalog.names", file).decode()
    cells = (line.split("\t") for line in text.splitlines()[1:] if line and not line.startswith("#"))
    return [(one + [""] * columns)[:columns] for one in cells]
