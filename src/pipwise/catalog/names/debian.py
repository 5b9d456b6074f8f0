"""Debian and what is made from it: the packages that the table names for a project in one release."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pipwise.catalog.names.curated import relations
from pipwise.catalog.names.period import Period
from pipwise.catalog.names.table import Holding, Table, owners_of, row_of

_UMBRELLA = 4
"""A package of so many projects gains and loses them from release to release."""


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
    several = one.relation == "same" and len(owners_of(one.package, table)) >= _UMBRELLA
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
        Candidate(one.package, relation, _on_both_sides(one.mask, period), period.text)
        for one in there
        if _holds(one, project, period, present, table)
    ]
    return sorted(found, key=lambda one: not one.sure) if present is None else found


def _on_both_sides(mask: int, period: Period) -> bool:
    sides = [at for at in (period.older, period.newer) if at is not None]
    return len(sides) == 2 and all(mask >> at & 1 for at in sides)


def _holds(one: Holding, project: str, period: Period, present: frozenset[str] | None, table: Table) -> bool:
    """Whether the nearest releases that have the package speak for the project."""
    owners = dict(owners_of(one.package, table))
    if present is not None and len(owners) >= _UMBRELLA:
        sides = [at for at in (period.older, period.newer) if at is not None]
        return all(one.mask >> at & 1 for at in sides)
    everybody = 0
    for mask in owners.values():
        everybody |= mask
    older = _at(owners, _nearest_below(everybody, period.older)) - _given_up()
    newer = _at(owners, _nearest_above(everybody, period.newer))
    if older and newer and not older & newer:
        return project in older
    return project in older | newer


def _at(owners: dict[str, int], suite: int | None) -> frozenset[str]:
    if suite is None:
        return frozenset()
    return frozenset(project for project, mask in owners.items() if mask >> suite & 1)


@cache
def _given_up() -> frozenset[str]:
    """Names that projects no longer have: where the releases around differ, the later one has it right."""
    return frozenset(one.name for one in relations().values() if one.relation in ("deprecated", "rename"))


def _nearest_below(mask: int, start: int | None) -> int | None:
    """The newest suite up to ``start`` that has the package."""
    return next((at for at in range(start, -1, -1) if mask >> at & 1), None) if start is not None else None


def _nearest_above(mask: int, start: int | None) -> int | None:
    """The oldest suite from ``start`` on that has the package."""
    return (
        next((at for at in range(start, mask.bit_length()) if mask >> at & 1), None)
        if start is not None
        else None
    )
