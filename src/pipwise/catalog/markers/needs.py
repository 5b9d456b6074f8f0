"""What builds of Python packages want from the operating system, and which of its packages have it."""

from __future__ import annotations

import json
from functools import cache

from pipwise.model.value import NamedTuple
from pipwise.system.resources import read as read_resource


class BuildNeed(NamedTuple):
    """A header, a program or a compiler, and the OS packages that have it."""

    missing: str
    phrases: tuple[str, ...]
    """What a build says when it is not there; empty for a header, which compilers name."""
    packages: tuple[tuple[str, str], ...]
    """(family, packages separated by blanks)."""


@cache
def load_needs() -> tuple[BuildNeed, ...]:
    """The table as it is shipped with pipwise."""
    data = json.loads(read_resource("pipwise.catalog.markers", "needs.json"))
    families = tuple(data["families"])
    return tuple(
        BuildNeed(
            row["missing"],
            tuple(row.get("phrases", ())),
            tuple((family, row[family]) for family in families if row.get(family)),
        )
        for row in data["needs"]
    )
