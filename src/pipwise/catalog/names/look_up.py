"""From a name that was asked for to what it stands for on one platform."""

from __future__ import annotations

from pipwise.catalog.names.conventions import family_of
from pipwise.catalog.names.curated import relation_of
from pipwise.catalog.names.mistakes import find_mistake
from pipwise.catalog.names.os_spelling import project_spelled_as_package
from pipwise.catalog.names.period import period_of
from pipwise.catalog.names.rows import row_of
from pipwise.catalog.names.stand_in import FOLLOWED, resolve_or_stand_in
from pipwise.catalog.names.table import Table, load_table
from pipwise.catalog.names.where import NOBODY_ASKED, Live, Where
from pipwise.catalog.spelling import normalise
from pipwise.model.known import Source
from pipwise.model.names import Kind, Named

_NOT_A_PROJECT = (
    "import-name",
    "standard-library",
    "standard-library-split",
    "standard-library-removed",
    "placeholder",
)


def look_up(
    asked: str, where: Where, specifier: str = "", live: Live = NOBODY_ASKED, table: Table | None = None
) -> Named:
    """What a name stands for there: its project, the OS packages that provide it (best first), or the likely mistake.

    Pure, and in the order of trust: curated negatives, the manager's own exact answer, the shipped table (held
    against what is present), the rule of naming where no other project owns that package. Versions, what is
    installed, the fit and the kind's score are Unknown here; who can look fills them in with ``_replace``.
    ``table``: another one than the shipped.
    """
    where = where._replace(manager=family_of(where.manager))
    name = project_meant(asked)
    relation = relation_of(name)
    resolved = resolve_or_stand_in(name, relation, where, live, table or load_table())
    return Named(
        asked=asked,
        project="" if relation and relation.relation in _NOT_A_PROJECT else name,
        specifier=specifier,
        kind=_kind(name),
        packages=resolved.packages,
        packaged=resolved.packaged,
        mistake=find_mistake(asked, where.python),
    )


def questions(asked: str, where: Where, table: Table | None = None) -> tuple[str, ...]:
    """Packages to ask the manager about (do they exist, in which version?) before ``look_up``; best first."""
    from pipwise.catalog.names.guesses import names_to_ask

    where = where._replace(manager=family_of(where.manager))
    name = project_meant(asked)
    relation = relation_of(name)
    names = (name, *(relation.projects if relation and relation.relation in FOLLOWED else ()))
    found = (package for one in names for package in names_to_ask(one, where, table or load_table()))
    return tuple(dict.fromkeys(found))


def is_settled(where: Where) -> bool:
    """Whether the table was built from that very release, after it was frozen: what it says of a package holds."""
    return period_of(where, load_table()).settled


def project_meant(asked: str) -> str:
    """The project in PEP 503's form; of an OS package's name that is no project's, the project that it packages."""
    return project_spelled_as_package(asked) or normalise(asked)


def _kind(name: str) -> Kind:
    """What the table knows of its commands; the score is not made here."""
    row = row_of(name, load_table())
    commands = row.commands if row else ()
    return Kind("unknown", commands=commands, source=Source("catalogue", load_table().source if row else ""))
