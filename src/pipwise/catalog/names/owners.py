"""The other way round: from an OS package, an import name or a command to the projects that it may be."""

from __future__ import annotations

from pipwise.catalog.names.conventions import family_of, prefix_of
from pipwise.catalog.names.curated import named_by, relation_of
from pipwise.catalog.names.os_spelling import projects_packaged_as
from pipwise.catalog.names.period import period_of
from pipwise.catalog.names.popular import is_popular
from pipwise.catalog.names.rows import owners_of, projects_of, row_of
from pipwise.catalog.names.table import load_table
from pipwise.catalog.names.where import Where
from pipwise.catalog.spelling import normalise
from pipwise.model.known import Source
from pipwise.model.value import Literal, NamedTuple


class Owner(NamedTuple):
    """A project that an OS package, a module or a command belongs to."""

    project: str
    """PEP 503 name."""
    how: Literal["curated", "table", "convention"]
    source: Source


def projects_of_package(package: str, where: Where) -> tuple[Owner, ...]:
    """The projects that an OS package provides, best first; empty where it is none, or none that is known."""
    where = where._replace(manager=family_of(where.manager))
    table = load_table()
    found = [
        Owner(project, "table", Source("catalogue", f"{table.source}, {period_of(where, table).text}"))
        for project in (_debian_owners(package, where) if where.manager == "apt" else ())
    ]
    found += [
        Owner(project, "curated", Source("catalogue", "reviewed names"))
        for project in named_by(package, where.manager)
    ]
    return tuple(found) or _by_rule(package, where)


def projects_of_module(module: str) -> tuple[Owner, ...]:
    """The projects that bring an import name (its first part counts), best first; empty for the standard library."""
    first = module.partition(".")[0]
    name, table = normalise(first), load_table()
    relation = relation_of(name)
    if relation is not None and relation.relation.startswith("standard-library"):
        return ()
    reviewed = relation.projects if relation is not None and relation.relation != "variant" else ()
    found = [
        Owner(project, "curated", Source("catalogue", relation.source)) for project in reviewed if relation
    ]
    found += [
        Owner(project, "table", Source("catalogue", table.source)) for project in projects_of(first, table)
    ]
    if not found and (row_of(name, table) is not None or is_popular(name)):
        found.append(Owner(name, "convention", Source("catalogue", "a project of that very name")))
    return tuple({one.project: one for one in reversed(found)}.values())[::-1]


def projects_of_command(command: str) -> tuple[Owner, ...]:
    """The projects that bring a command, best first; Debian's packages have it from."""
    table, found = load_table(), []
    position = 0
    while (position := table.projects.find(command, position)) >= 0:
        start, end = table.projects.rindex("\n", 0, position + 1) + 1, table.projects.index("\n", position)
        project, *cells = table.projects[start:end].split("\t")
        if len(cells) == 3 and command in cells[2].split():
            found.append(Owner(project, "table", Source("catalogue", table.source)))
        position = end
    return tuple(sorted(found, key=lambda one: (one.project != normalise(command), one.project)))


def _debian_owners(package: str, where: Where) -> tuple[str, ...]:
    """Those of the nearest release first."""
    table = load_table()
    period = period_of(where, table)
    bits = sum(1 << at for at in {period.older, period.newer} if at is not None)
    owners = sorted(owners_of(package, table), key=lambda one: (not one[1] & bits, -one[1], one[0]))
    here = [project for project, mask in owners if mask & bits]
    return tuple(here) if here or period.exact else tuple(project for project, _ in owners)


def _by_rule(package: str, where: Where) -> tuple[Owner, ...]:
    prefix = prefix_of(where)
    if prefix is None or not package.startswith(prefix):
        return ()
    bare = package.removeprefix(prefix)
    projects = projects_packaged_as(normalise(bare)) or projects_packaged_as(bare) or (normalise(bare),)
    return tuple(
        Owner(project, "convention", Source("catalogue", "the rule of naming")) for project in projects[:1]
    )
