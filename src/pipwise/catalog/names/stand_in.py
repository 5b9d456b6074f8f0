"""Projects that stand in for the one that was asked for: the variant of a wheel, a new name, a fork."""

from __future__ import annotations

from pipwise.catalog.names.curated import Relation, is_denied
from pipwise.catalog.names.resolve import Resolved, resolve
from pipwise.catalog.names.table import Table
from pipwise.catalog.names.where import Live, Where
from pipwise.model.known import Source
from pipwise.model.names import OsPackage

FOLLOWED = ("variant", "rename", "fork", "dummy", "import-name", "misnomer")
"""Relations whose project stands in for the name that was asked for."""
_NOT_GUESSED = (
    "standard-library",
    "standard-library-split",
    "standard-library-removed",
    "placeholder",
    "wrong-project",
)
"""What is called like these is not to be guessed from a rule of naming."""


def resolve_or_stand_in(
    name: str, relation: Relation | None, where: Where, live: Live, table: Table
) -> Resolved:
    """The packages of a project, or of one that stands in for it; of what is no project nothing is guessed."""
    own = resolve(name, where, live, table)
    if relation is None or is_denied(name, where):
        return own
    if relation.relation in _NOT_GUESSED:
        known = tuple(one for one in own.packages if one.how != "convention")
        return Resolved(known, "yes" if known else "no")
    if relation.relation not in FOLLOWED or any(one.how != "convention" for one in own.packages):
        return own
    for project in relation.projects:
        other = resolve(project, where, live._replace(exact=None), table)
        if other.packages:
            text = f"{name} stands for {project} ({relation.relation}): {relation.note or relation.source}"
            return Resolved(
                tuple(_standing_in(one, relation, text) for one in other.packages), other.packaged
            )
    return own


def _standing_in(package: OsPackage, relation: Relation, text: str) -> OsPackage:
    return package._replace(relation=relation.relation, how="curated", source=Source("catalogue", text))
