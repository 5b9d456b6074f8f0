"""From a project to the packages of one platform, in the order of trust."""

from __future__ import annotations

from pipwise.catalog.names.curated import Exceptional, exceptions_of
from pipwise.catalog.names.debian import table_candidates
from pipwise.catalog.names.period import Period, period_of
from pipwise.catalog.names.table import Table
from pipwise.catalog.names.where import Live, Where
from pipwise.model.known import Source, Unknown
from pipwise.model.names import OsPackage
from pipwise.model.value import Literal, NamedTuple

How = Literal["installed", "exact", "curated", "table", "convention"]


class Resolved(NamedTuple):
    """The packages of a project, best first, and whether that is all there is."""

    packages: tuple[OsPackage, ...]
    packaged: Literal["yes", "no", "unknown"]


def resolve(project: str, where: Where, live: Live, table: Table) -> Resolved:
    """Reviewed negatives, the manager's own answer, reviewed names, the table, the rule of naming, not packaged."""
    reviewed = exceptions_of(project, where)
    if any(not one.package for one in reviewed):
        return Resolved((), "no")
    packages = [
        _package(name, where, "same", "exact", Source("live", f"{where.manager}: provides {project}"))
        for name in live.exact or ()
    ]
    packages += [
        _package(
            one.package,
            where,
            one.relation,
            "curated",
            Source("catalogue", f"{one.note or one.relation}; {one.source}"),
        )
        for one in reviewed
        if _may_be_there(one, where, live)
    ]
    period, sure = period_of(where, table), bool(packages)
    if where.manager == "apt":
        found = table_candidates(project, period, live, table)
        packages += [
            _package(one.package, where, one.relation, "table", _source(one.text, table)) for one in found
        ]
        sure = sure or any(one.sure for one in found)
    if not packages:
        from pipwise.catalog.names.guesses import guess

        packages += [
            _package(
                name,
                where,
                "same",
                "convention",
                Source("catalogue", "the rule of naming; nothing contradicts it"),
            )
            for name in guess(project, where, period, live, table)
        ]
    distinct = tuple({one.package: one for one in reversed(packages)}.values())[::-1]
    return Resolved(distinct, _packaged(distinct, sure, where, period, live))


def _may_be_there(one: Exceptional, where: Where, live: Live) -> bool:
    """Whether a reviewed package is present, or nobody could say; an archive of its own has to be that machine's."""
    if live.present is not None:
        return one.package in live.present
    return one.relation != "raspberry-pi-os" or where.distribution in ("raspbian", "raspios")


def _packaged(
    packages: tuple[OsPackage, ...], sure: bool, where: Where, period: Period, live: Live
) -> Literal["yes", "no", "unknown"]:
    asked = live.exact is not None or live.present is not None
    if packages:
        return "yes" if sure or asked else "unknown"
    return "no" if asked or (where.manager == "apt" and period.exact) else "unknown"


def _source(text: str, table: Table) -> Source:
    return Source("catalogue", f"{table.source} ({text})")


def _package(name: str, where: Where, relation: str, how: How, source: Source) -> OsPackage:
    unasked = Unknown("nobody has asked the package manager")
    return OsPackage(where.manager, name, relation, how, unasked, unasked, unasked, "unknown", source)
