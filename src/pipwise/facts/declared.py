"""What a project's own files ask for by name, whichever manager they are for."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.facts.distributions import normalise
from pipwise.facts.uv_paths import Table, parse_toml, table
from pipwise.intent.requirements import read_requirement
from pipwise.system.look import Look


def declared_in(look: Look, manager: str, root: str) -> dict[str, str]:
    """Normalised name → the group that it stands in, '' for the project's own dependencies."""
    file = "Pipfile" if manager == "pipenv" else "pyproject.toml"
    try:
        document = parse_toml(look.read(f"{root}/{file}")) or {}
    except OSError:
        return {}
    found: dict[str, str] = {}
    for name, group in _pipfile(document) if manager == "pipenv" else _pyproject(document):
        found.setdefault(normalise(name), group)
    found.pop("", None)
    found.pop("python", None)
    return found


def _pipfile(document: Table) -> Iterator[tuple[str, str]]:
    for group in document:
        if group not in ("source", "requires", "scripts", "pipenv"):
            own = {"packages": "", "dev-packages": "dev"}.get(group, group)
            yield from ((name, own) for name in table(document, group))


def _pyproject(document: Table) -> Iterator[tuple[str, str]]:
    project, poetry = table(document, "project"), table(document, "tool", "poetry")
    yield from ((name, "") for name in _names(project.get("dependencies")))
    yield from ((name, "") for name in table(poetry, "dependencies"))
    for group, listed in table(project, "optional-dependencies").items():
        yield from ((name, f"extra {group}") for name in _names(listed))
    for group, listed in (
        *table(document, "dependency-groups").items(),
        *table(document, "tool", "pdm", "dev-dependencies").items(),
    ):
        yield from ((name, group) for name in _names(listed))
    yield from ((name, "dev") for name in _names(table(document, "tool", "uv").get("dev-dependencies")))
    yield from ((name, "dev") for name in table(poetry, "dev-dependencies"))
    for group in table(poetry, "group"):
        yield from ((name, group) for name in table(poetry, "group", group, "dependencies"))


def _names(listed: object) -> Iterator[str]:
    """Requirements of a list; what is no text (``include-group``) names nothing."""
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, str):
            yield read_requirement(one).name
