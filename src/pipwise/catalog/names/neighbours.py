"""What the releases around one that the table was not built from say of a package in it."""

from __future__ import annotations

from pipwise.catalog.names.begun import bears_name, had_begun
from pipwise.catalog.names.curated import relations
from pipwise.catalog.names.period import Period
from pipwise.catalog.names.rows import UMBRELLA, Holding, owners_of
from pipwise.catalog.names.table import Table
from pipwise.catalog.names.turns import Sides, sides_of
from pipwise.catalog.names.versions import day_of
from pipwise.system.caching import cache


def on_both_sides(mask: int, period: Period) -> bool:
    """Whether both of the nearest releases have it; the newer one alone is enough for what was made shortly before it."""
    if period.close and period.newer is not None:
        return bool(mask >> period.newer & 1)
    sides = [at for at in (period.older, period.newer) if at is not None]
    return len(sides) == 2 and all(mask >> at & 1 for at in sides)


def holds(one: Holding, project: str, period: Period, version: str, table: Table) -> bool:
    """Whether the nearest releases that have the package speak for the project: by its version, else by their time."""
    sides = sides_of(one.package, version, period, table)
    if sides is not None and sides.lower == sides.upper:
        return _is_in(one, sides.nearer)
    owners = dict(owners_of(one.package, table))
    if len(owners) >= UMBRELLA:
        ends = (sides.lower, sides.upper) if sides else _ends(owners, period)
        return _is_among_many(one, project, period, day_of(version), ends)
    if not bears_name(project, version) or had_begun(project, period.month) is False:
        return False
    return project in _around(owners, period) if sides is None else _is_in(one, _side(sides, owners))


def _is_among_many(
    one: Holding, project: str, period: Period, day: str, ends: tuple[int | None, int | None]
) -> bool:
    """What is in it on both sides is; else what had begun on its day. What it only gains later is not guessed."""
    older, newer = ends
    if older == newer:
        return _is_in(one, older)
    before, after = _is_in(one, older), _is_in(one, newer)
    if before and after:
        return True
    if before:
        return newer is None or period.lags
    begun = had_begun(project, day or period.month)
    return after and (period.older is None if begun is None else begun)


def _side(sides: Sides, owners: dict[str, int]) -> int:
    """The nearer side; between two that are as near, the later if the earlier one's names were given up by then."""
    if sides.even and sides.lower is not None and sides.upper is not None:
        before = _at(owners, sides.lower)
        if before and before <= _given_up():
            return sides.upper
    return sides.nearer


def _is_in(one: Holding, suite: int | None) -> bool:
    return suite is not None and bool(one.mask >> suite & 1)


def _around(owners: dict[str, int], period: Period) -> frozenset[str]:
    older, newer = (_at(owners, end) for end in _ends(owners, period))
    if newer:
        older -= _given_up()
    return older if older and newer and not older & newer else older | newer


def _ends(owners: dict[str, int], period: Period) -> tuple[int | None, int | None]:
    """The nearest suites that have the package."""
    everybody = 0
    for mask in owners.values():
        everybody |= mask
    return _nearest_below(everybody, period.older), _nearest_above(everybody, period.newer)


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
