"""Debian and what is made from it: the packages that the table names for a project in one release."""

from __future__ import annotations

from typing import NamedTuple

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

    Outside the table's own releases a package counts where the nearest release that has the package says so; one that
    holds many projects only where the releases on both sides do.
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
    newest_first = sorted(holdings, key=lambda one: -one.mask)
    if period.exact and period.newer is not None:
        here = 1 << period.newer
        own = [one for one in newest_first if one.mask & here and _there(one.package, present)]
        if own or present is None:
            return [Candidate(one.package, relation, True, period.text) for one in own]
    found = [
        Candidate(one.package, relation, _both(one, period), period.text)
        for one in newest_first
        if _there(one.package, present) and _holds(one, period, present, table, project)
    ]
    return sorted(found, key=lambda one: not one.sure) if present is None else found


def _there(package: str, present: frozenset[str] | None) -> bool:
    return present is None or package in present


def _both(one: Holding, period: Period) -> bool:
    sides = [at for at in (period.older, period.newer) if at is not None]
    return all(one.mask >> at & 1 for at in sides)


def _holds(one: Holding, period: Period, present: frozenset[str] | None, table: Table, project: str) -> bool:
    owners = owners_of(one.package, table)
    if len(owners) >= _UMBRELLA:
        return _both(one, period)
    if present is None:
        return _both(one, period) or (period.older is None and bool(one.mask))
    everybody = 0
    for _, mask in owners:
        everybody |= mask
    sides = (_nearest_below(everybody, period.older), _nearest_above(everybody, period.newer))
    return any(at is not None and one.mask >> at & 1 for at in sides)


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
