"""What the releases around one that the table was not built from say of a package in it."""

from __future__ import annotations

from functools import cache

from pipwise.catalog.names.curated import relations
from pipwise.catalog.names.period import Period
from pipwise.catalog.names.rows import Holding, owners_of
from pipwise.catalog.names.table import Table

UMBRELLA = 4
"""A package of so many projects gains and loses them from release to release."""


def on_both_sides(mask: int, period: Period) -> bool:
    """Whether both of the nearest releases have it."""
    sides = [at for at in (period.older, period.newer) if at is not None]
    return len(sides) == 2 and all(mask >> at & 1 for at in sides)


def holds(one: Holding, project: str, period: Period, present: frozenset[str] | None, table: Table) -> bool:
    """Whether the nearest releases that have the package speak for the project."""
    owners = dict(owners_of(one.package, table))
    if present is not None and len(owners) >= UMBRELLA:
        if period.lags and period.older is not None:
            return bool(one.mask >> period.older & 1)
        sides = [at for at in (period.older, period.newer) if at is not None]
        return all(one.mask >> at & 1 for at in sides)
    everybody = 0
    for mask in owners.values():
        everybody |= mask
    older = _at(owners, _nearest_below(everybody, period.older))
    newer = _at(owners, _nearest_above(everybody, period.newer))
    if newer:
        older -= _given_up()
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
    return frozenset(one.name for one in relations() if one.relation in ("deprecated", "rename"))


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
