"""Packages that only a rule of naming speaks for, and all those that are worth asking for."""

from __future__ import annotations

from pipwise.catalog.names.begun import successor_of
from pipwise.catalog.names.conventions import conventional_names
from pipwise.catalog.names.curated import exceptions_of
from pipwise.catalog.names.period import Period
from pipwise.catalog.names.rows import is_hollow, owners_of, row_of
from pipwise.catalog.names.table import Table
from pipwise.catalog.names.where import Live, Where


def names_to_ask(project: str, where: Where, table: Table) -> tuple[str, ...]:
    """Every package that could be the answer in some release."""
    successor = successor_of(project)
    names = (project, successor.project) if successor else (project,)
    rows = [row for row in (row_of(name, table) for name in names) if row and where.manager == "apt"]
    reviewed = [one.package for one in exceptions_of(project, where) if one.package]
    known = [one.package for row in rows for one in (*row.applications, *row.packages)]
    rules = conventional_names(project, where, application=is_application(project, table))
    return tuple(dict.fromkeys((*reviewed, *known, *rules)))


def guess(project: str, where: Where, period: Period, live: Live, table: Table) -> tuple[str, ...]:
    """The package that the rule of naming gives, where nothing contradicts it."""
    if _owned_by_another(project, table) or (where.manager == "apt" and period.settled):
        return ()
    names = conventional_names(project, where, application=is_application(project, table))
    if live.present is not None:
        there = [name for name in names if name in live.present and name not in live.empty]
        return tuple(name for name in there if not _taken(name, where, table))[:1]
    return () if where.manager == "apt" else names[:1]


def is_application(project: str, table: Table) -> bool:
    """Whether Debian packages it as a program: its package is no ``python3-*``, or another one has its command."""
    row = row_of(project, table)
    if row is None:
        return False
    bare = [one for one in row.packages if not one.package.startswith(("python3-", "lib"))]
    return bool(row.applications or (bare and row.commands))


def _taken(package: str, where: Where, table: Table) -> bool:
    """Whether Debian is known to have something else, or no project at all, in it."""
    return where.manager == "apt" and (is_hollow(package, table) or bool(owners_of(package, table)))


def _owned_by_another(project: str, table: Table) -> bool:
    """Whether Debian's ``python3-<project>`` is another project's: then no rule of naming is to be trusted."""
    return row_of(project, table) is None and bool(owners_of(f"python3-{project}", table))
