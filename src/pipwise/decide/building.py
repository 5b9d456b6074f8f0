"""What the build of a project lacks here: what the build itself missed, and what Debian builds the same project with."""

from __future__ import annotations

from collections.abc import Iterable

from pipwise.catalog.builds import load_table, wants_of
from pipwise.catalog.markers import load_needs
from pipwise.catalog.names import Where
from pipwise.catalog.names.period import period_of
from pipwise.catalog.names.table import load_table as load_names
from pipwise.logs.failed_builds import FailedBuilds
from pipwise.logs.observed import packages_that_have
from pipwise.logs.report import Need
from pipwise.model.value import NamedTuple

_HEADERS = "Python.h"
_COMPILER = "gcc"


class Lack(NamedTuple):
    """What is wanted for a build, whether it is installed or not."""

    projects: tuple[str, ...]
    missed: tuple[str, ...]
    """What the build said: pg_config, Python.h; empty where it said nothing that is known."""
    packages: tuple[str, ...]
    """OS packages by the names that the manager has for them."""


def lack_of(failed: FailedBuilds, where: Where, headers: tuple[int, int] | None) -> Lack:
    """Everything that is wanted.

    ``headers``: the version of the operating system's Python, whose headers are a package; None for a Python that has its own.
    """
    known = [package for project in failed.projects for package in _table(project, where)]
    missed = tuple(need.missing for need in failed.needs)
    rows = {one.missing: one.packages for one in load_needs()}
    # Whoever wants headers will want a compiler for them next.
    compiled = known or _COMPILER in missed or any(_is_compiled(need) for need in failed.needs)
    wanted = [one for one in failed.needs if one.missing != _HEADERS]
    if compiled:
        wanted.append(Need(_COMPILER, rows[_COMPILER], 0))
    found = [*packages_that_have(wanted, where.manager), *known]
    if compiled and headers:
        found += _python_headers(rows[_HEADERS], where, headers)
    return Lack(failed.projects, missed, tuple(sorted({*found})))


def _is_compiled(need: Need) -> bool:
    packages = dict(need.packages).get("debian", "").split()
    return need.missing.endswith((".h", "g++")) or any(one.endswith("-dev") for one in packages)


def _python_headers(
    packages: tuple[tuple[str, str], ...], where: Where, version: tuple[int, int]
) -> Iterable[str]:
    """Debian has them for each version of Python, and so does who adds versions to it."""
    if where.manager == "apt":
        return (f"python{version[0]}.{version[1]}-dev",)
    return packages_that_have([Need(_HEADERS, packages, 0)], where.manager)


def _table(project: str, where: Where) -> tuple[str, ...]:
    """What Debian builds it with, in the names of this manager: those of another have to be known from the table of needs."""
    names, suites = load_names(), load_table().suites
    period = period_of(where if where.manager == "apt" else Where("apt"), names)
    at = period.newer if period.exact else period.older if period.older is not None else period.newer
    suite = names.suites[at].name if at is not None else suites[-1]
    wants = wants_of(project, suites.index(suite)) if suite in suites else ()
    if where.manager == "apt":
        return wants
    rows = [one for one in load_needs() if dict(one.packages).get("debian") in wants]
    return packages_that_have([Need(one.missing, one.packages, 0) for one in rows], where.manager)
