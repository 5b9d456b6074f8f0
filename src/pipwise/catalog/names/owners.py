"""The other way round: from an OS package, an import name or a command to the projects that it may be."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pipwise.catalog.names.conventions import prefix_of
from pipwise.catalog.names.where import Where
from pipwise.model.known import Source


class Owner(NamedTuple):
    """A project that an OS package, a module or a command belongs to."""

    project: str
    """PEP 503 name."""
    how: Literal["curated", "table", "convention"]
    source: Source


def projects_of_package(package: str, where: Where) -> tuple[Owner, ...]:
    """The projects that an OS package provides, best first; empty where it is none, or none that is known."""
    prefix = prefix_of(where)
    if not prefix or not package.startswith(prefix):
        return ()
    name = package.removeprefix(prefix)
    return (Owner(name, "convention", Source("catalogue", "the rule of naming")),)


def projects_of_module(module: str) -> tuple[Owner, ...]:
    """The projects that bring an import name (its first part counts), best first; empty for the standard library."""
    return ()


def projects_of_command(command: str) -> tuple[Owner, ...]:
    """The projects that bring a command, best first."""
    return ()
