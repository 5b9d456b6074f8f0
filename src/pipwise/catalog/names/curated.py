"""What was reviewed by people: relations between projects, and packages whose names no rule tells; negatives included."""

from __future__ import annotations

from pipwise.catalog.names.where import Where
from pipwise.model.value import NamedTuple
from pipwise.system.caching import cache


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


def relations() -> tuple[Relation, ...]:
    """Every relation."""
    return tuple(_relation(line) for line in text_of("relations.tsv").splitlines() if line)


def relation_of(name: str) -> Relation | None:
    """The relation of a name in normal form, or None."""
    found = lines_of("relations.tsv", name)
    return _relation(found[-1]) if found else None


def _relation(line: str) -> Relation:
    name, relation, projects, note, source = cells(line, 5)
    return Relation(name, relation, tuple(projects.split()), note, source)


def exceptions_of(project: str, where: Where) -> tuple[Exceptional, ...]:
    """The reviewed packages of a project there; the first that says "none" settles it."""
    found = [_exceptional(line) for line in lines_of("packages.tsv", f"{where.manager}\t{project}")]
    return tuple(one for one in found if not one.releases or _holds_for(one.releases, where))


def is_denied(project: str, where: Where) -> bool:
    """Whether it was reviewed that no package there is this project, whatever is called like it."""
    return any(not one.package for one in exceptions_of(project, where))


def _holds_for(releases: tuple[str, ...], where: Where) -> bool:
    return bool({where.codename, where.distribution, f"{where.distribution}-{where.release}"} & set(releases))


def _exceptional(line: str) -> Exceptional:
    manager, name, package, relation, releases, note, source = cells(line, 7)
    return Exceptional(manager, name, package.strip("-"), relation, tuple(releases.split()), note, source)


@cache
def named_by(package: str, manager: str) -> tuple[str, ...]:
    """The projects whose reviewed package this is."""
    text = text_of("packages.tsv")
    rows = (
        _exceptional(line)
        for line in text.splitlines()
        if line.startswith(f"{manager}\t") and package in line
    )
    return tuple(dict.fromkeys(row.name for row in rows if row.package == package))


def lines_of(file: str, key: str) -> list[str]:
    """The lines that begin with this key, found where they stand: to take the whole file apart costs milliseconds."""
    text, sought, found, at = text_of(file), f"\n{key}\t", [], -1
    while (at := text.find(sought, at + 1)) >= 0:
        found.append(text[at + 1 : text.index("\n", at + 1)])
    return found


def cells(line: str, columns: int) -> list[str]:
    """The cells of a line, filled up."""
    return (line.split("\t") + [""] * columns)[:columns]


@cache
def text_of(file: str) -> str:
    """The rows of a file, each after a newline, without its head and its comments."""
    from pipwise.system.resources import read as read_resource

    lines = read_resource("pipwise.catalog.names", file).decode().splitlines()[1:]
    return "\n".join(["", *(line for line in lines if line and line[0] != "#"), ""])
