"""Debian and what is made from it: the packages that the table names for a project in one release."""

from __future__ import annotations

from pipwise.catalog.names.period import Period
from pipwise.catalog.names.rows import UMBRELLA, Holding, owners_of, row_of
from pipwise.catalog.names.table import Table
from pipwise.catalog.names.where import Live
from pipwise.model.value import NamedTuple


class Candidate(NamedTuple):
    """A package, how it stands to the project, and how sure that is."""

    package: str
    relation: str
    sure: bool
    text: str


def table_candidates(project: str, period: Period, live: Live, table: Table) -> tuple[Candidate, ...]:
    """What the table names there, best first: the package with the command, then the package itself.

    Outside the table's own releases a package counts where the nearest releases that have it say so. Of one that changed
    its projects its version tells which is the nearest; without one, packages lag, and the older is right.
    """
    row = row_of(project, table)
    if row is None:
        return _before_its_new_name(project, live, table)
    found = [
        *_read(row.applications, "ships-command", period, live, table, project),
        *_read(row.packages, "same", period, live, table, project),
    ]
    return tuple(one._replace(relation=_relation(one, table)) for one in found)


def _before_its_new_name(project: str, live: Live, table: Table) -> tuple[Candidate, ...]:
    """The package of the project that goes on under another name, where its version is from before that."""
    from pipwise.catalog.names.begun import bears_name, successor_of

    later = successor_of(project)
    row = row_of(later.project, table) if later else None
    versions = {one.package: live.versions.get(one.package, "") for one in row.packages} if row else {}
    return tuple(
        Candidate(package, "same", True, f"{version} is from before it was called {row.project}")
        for package, version in versions.items()
        if row and version and package not in live.empty and bears_name(project, version)
    )


def _relation(one: Candidate, table: Table) -> str:
    several = one.relation == "same" and len(owners_of(one.package, table)) >= UMBRELLA
    return "umbrella" if several else one.relation


def _read(
    holdings: tuple[Holding, ...],
    relation: str,
    period: Period,
    live: Live,
    table: Table,
    project: str,
) -> list[Candidate]:
    present = live.present
    there = [
        one
        for one in sorted(holdings, key=lambda one: (one.package != f"python3-{project}", -one.mask))
        if (present is None or one.package in present) and one.package not in live.empty
    ]
    if period.exact and period.newer is not None:
        own = [one for one in there if one.mask >> period.newer & 1]
        if own or period.settled or present is None:
            return [Candidate(one.package, relation, True, period.text) for one in own]
    from pipwise.catalog.names.neighbours import holds, on_both_sides

    found = [
        Candidate(one.package, relation, on_both_sides(one.mask, period), period.text)
        for one in there
        if holds(one, project, period, live.versions.get(one.package, ""), table)
    ]
    return sorted(found, key=lambda one: not one.sure) if present is None else found
