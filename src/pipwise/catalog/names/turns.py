"""Packages that changed their projects: the version of one tells on which side of the change a release is."""

from __future__ import annotations

from pipwise.catalog.names.period import Period
from pipwise.catalog.names.rows import versions_of
from pipwise.catalog.names.table import Table
from pipwise.catalog.names.versions import first_of, gap, key_of
from pipwise.model.value import NamedTuple


class Sides(NamedTuple):
    """The suites whose versions of a package are around one, by position; the same twice where one has that very version."""

    lower: int | None
    upper: int | None
    nearer: int
    even: bool = False
    """Whether it is as far from the one as from the other, as far as the first number that differs says."""


def sides_of(package: str, version: str, period: Period, table: Table) -> Sides | None:
    """Where a version of a package stands; None where it has the same projects in every suite, or the version is not known."""
    known = {at: key_of(one) for at, one in enumerate(versions_of(package, table)) if one}
    if not known or not version:
        return None
    own = key_of(version)
    same = [at for at in known if known[at] == own]
    if same:
        at = min(same, key=lambda one: (_distance(one, period), one))
        return Sides(at, at, at)
    below = [at for at in known if known[at] < own]
    above = [at for at in known if known[at] > own]
    if not below:
        return Sides(None, first := min(above, key=lambda at: (known[at], at)), first)
    lower = max(below, key=lambda at: (known[at], at))
    if not above:
        return Sides(lower, None, lower)
    upper = min(above, key=lambda at: (known[at], at))
    down, up = gap(known[lower], own), gap(own, known[upper])
    return Sides(lower, upper, upper if up < down else lower, first_of(up) == first_of(down))


def _distance(at: int, period: Period) -> int:
    ends = [one for one in (period.older, period.newer) if one is not None]
    return min((abs(at - one) for one in ends), default=0)
