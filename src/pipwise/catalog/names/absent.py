"""What a release that lies between two of Debian's does not have, although both of them do: Ubuntu leaves packages out."""

from __future__ import annotations

from pipwise.catalog.names.period import month_of
from pipwise.catalog.names.where import Where
from pipwise.system.caching import cache
from pipwise.system.resources import read as read_resource

_MONTHS = {"noble": "2024-02"}
"""When Ubuntu stopped taking from Debian for it, by which what is made from it is known as well (Mint 22, Pop!_OS 24.04)."""


def absent_from(where: Where) -> frozenset[str]:
    """Packages that are known not to be there; empty where nobody has looked."""
    if where.manager != "apt" or where.distribution in ("", "debian"):
        return frozenset()
    month = month_of(where)
    return next((_absent()[name] for name, frozen in _MONTHS.items() if frozen == month), frozenset())


@cache
def _absent() -> dict[str, frozenset[str]]:
    text = read_resource("pipwise.catalog.names", "absent.txt").decode()
    lines = (line.partition("\t") for line in text.splitlines() if line[:1] != "#")
    return {release: frozenset(packages.split()) for release, _, packages in lines}
