"""Debian and what is made from it: the packages that the table names for a project in one release."""

from __future__ import annotations

from pipwise.catalog.names.neighbours import UMBRELLA, holds, on_both_sides
from pipwise.catalog.names.period import Period
from pipwise.catalog.names.rows import Holding, owners_of, row_of
from pipwise.catalog.names.table import Table
from pipwise.model.value import NamedTuple


class Candidate(NamedTuple):
    """A package, how it stands to the project, and how sure that is."""

    package: str
    relation: str
    sure: bool
    text: str


def table_candidates(
    project: str, period: Period, present: frozenset[str] | None, table: Table
) -> tuple[Candidate, ...]:
    """What the table names there, best first: the package with the command, then the package itself.

    Outside the table's own releases a package counts where the nearest releases that have it say so; where those on the
    two sides say different projects, packages lag, and the older is right. One that holds many projects counts for those
    that it holds on both sides.
    """
    row = row_of(project, table)
    if row is None:
        return ()
    found = [
        *_read(row.applications, "ships-command", period, present, table, project),
        *_read(row.packages, "same", period, present, table, project),
    ]
    return tuple(one._replace(relation=_relation(one, table)) for one in found)


def _relation(one: Candidate, table: Table) -> str:
    several = one.relation == "same" and len(owners_of(one.package, table)) >= UMBRELLA
    return "umbrella" if several else one.relation


def _read(
    holdings: tuple[Holding, ...],
    relation: str,
    period: Period,
    present: frozenset[str] | None,
    table: Table,
    project: str,
) -> list[Candidate]:
    there = [
        one
        for one in sorted(holdings, key=lambda one: -one.mask)
        if present is None or one.package in present
    ]
    if period.exact and period.newer is not None:
        own = [one for one in there if one.mask >> period.newer & 1]
        if own or period.settled or present is None:
            return [Candidate(one.package, relation, True, period.text) for one in own]
    found = [
        Candidate(one.package, relation, on_both_sides(one.mask, period), period.text)
        for one in there
        if holds(one, project, period, present, table)
    ]
    return sorted(found, key=lambda one: not one.sure) if present is None else found
