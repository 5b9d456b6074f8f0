"""Modules of the standard library: what needs no installing, what distributions split off, what Python has dropped."""

from __future__ import annotations

from pipwise.catalog.names.curated import Relation, relation_of
from pipwise.model.names import Mistake


def find_standard_library(name: str, python: str) -> Mistake | None:
    """What to say of a module's name in normal form; for a Python of that version, or any."""
    relation = relation_of(name)
    if relation is None or not relation.relation.startswith("standard-library"):
        return None
    match relation.relation:
        case "standard-library-split":
            text = (
                f"{name} is part of Python's standard library, which the operating system packages separately"
            )
        case "standard-library-removed" if _is_gone(relation, python):
            instead = f": was {relation.projects[0]} meant?" if relation.projects else ""
            text = f"{name} is no longer in Python's standard library (removed in {relation.note}){instead}"
            return Mistake("standard-library", text, relation.projects)
        case _:
            text = f"{name} is already in Python: it is part of the standard library"
    return Mistake("standard-library", text, (name,))


def _is_gone(relation: Relation, python: str) -> bool:
    """Whether that Python, or the newest if none is given, is without it; ``note`` has the version."""
    return not python or _numbers(python) >= _numbers(relation.note)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
