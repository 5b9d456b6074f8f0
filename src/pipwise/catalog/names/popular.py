"""The most downloaded projects, and names that are projects although they look like a slip or an import name."""

from __future__ import annotations

from pipwise.catalog.names.table import load_table
from pipwise.system.caching import cache


@cache
def typed_often() -> frozenset[str]:
    """The most downloaded of all: what a slip of the finger is held against."""
    return frozenset(load_table().popular.split()[: load_table().slips])


def is_popular(name: str) -> bool:
    """Whether it is one of the most downloaded projects (in normal form)."""
    return f"\n{name}\n" in load_table().popular


def is_known_to_exist(name: str) -> bool:
    """Whether it is a project of its own that is spelled like a popular one, or like somebody else's import name."""
    return f"\n{name}\n" in load_table().namesakes
