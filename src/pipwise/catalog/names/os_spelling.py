"""Names of OS packages that people give to an installer of Python's: ``python3-requests``, ``py3-yaml``."""

from __future__ import annotations

from pipwise.catalog.names.curated import relation_of
from pipwise.catalog.names.popular import is_known_to_exist, is_popular
from pipwise.catalog.names.rows import owners_of, row_of
from pipwise.catalog.names.table import load_table
from pipwise.catalog.spelling import normalise


def projects_packaged_as(package: str) -> tuple[str, ...]:
    """The projects that a Python package's bare name (``yaml`` of python3-yaml) stands for, by what is known of it."""
    table = load_table()
    owners = sorted(owners_of(f"python3-{package}", table), key=lambda one: -one[1])
    if owners:
        return tuple(project for project, _ in owners)
    relation = relation_of(package)
    if relation is not None and relation.projects and not relation.relation.startswith("standard-library"):
        return relation.projects
    return (package,) if row_of(package, table) or is_popular(package) else ()


def bare_name(asked: str) -> str:
    """``yaml`` of ``python3-yaml``, ``python3.11-yaml``, ``python311-yaml``, ``py3-yaml`` or ``py311-yaml``, else ''."""
    name = asked.strip().lower()
    for word in ("python", "py"):
        version, hyphen, rest = name.removeprefix(word).partition("-")
        if (
            name.startswith(word)
            and hyphen
            and rest
            and version.replace(".", "").isdigit()
            and version[0] == "3"
        ):
            return rest
    return ""


def is_project(name: str) -> bool:
    """Whether a project of this very name (in normal form) is known."""
    relation = relation_of(name)
    if relation is not None:
        return relation.relation not in ("import-name", "placeholder") and not relation.relation.startswith(
            "standard"
        )
    return row_of(name, load_table()) is not None or is_popular(name) or is_known_to_exist(name)


def project_spelled_as_package(asked: str) -> str:
    """The project that an OS package's name stands for; '' where it is none, or is a project's own name as well."""
    bare = bare_name(asked)
    if not bare or is_project(normalise(asked)):
        return ""
    found = projects_packaged_as(normalise(bare)) or projects_packaged_as(bare)
    return found[0] if found else ""
