"""The project or workspace that uv finds around a directory (uv ``crates/uv-workspace/src/workspace.rs``)."""

from __future__ import annotations

from pipwise.facts.uv_paths import Table, is_file, parse_toml, table, upward
from pipwise.model.value import NamedTuple
from pipwise.system.look import Look


class UvProject(NamedTuple):
    """A ``pyproject.toml`` and the workspace that it belongs to."""

    member: str
    """Directory of the nearest ``pyproject.toml``."""
    root: str
    """Directory of the workspace: where ``.venv`` and ``uv.lock`` stand."""
    problem: str = ""
    """Why uv does not work with it: ``malformed``, ``no-project-table``, ``unmanaged``, or ''."""
    requires_python: str = ""
    dependencies: tuple[str, ...] = ()
    """``project.dependencies``, and ``.`` where the project itself is a package (it has a build system)."""
    development: bool = False
    """Whether the group ``dev``, which a sync takes in, has anything in it."""


def find_project(look: Look, directory: str) -> UvProject | None:
    """The project around a directory, or None where no ``pyproject.toml`` stands there or above."""
    for place in upward(directory):
        path = f"{place.rstrip('/')}/pyproject.toml"
        if is_file(look, path):
            return _project(look, place, path)
    return None


def _project(look: Look, place: str, path: str) -> UvProject:
    document = _document(look, path)
    if document is None:
        return UvProject(place, place, "malformed")
    uv, project = table(document, "tool", "uv"), table(document, "project")
    requires = project.get("requires-python")
    found = UvProject(
        place,
        place,
        requires_python=requires if isinstance(requires, str) else "",
        dependencies=(*_texts(project.get("dependencies")), *(["."] if "build-system" in document else [])),
        development=bool(table(document, "dependency-groups").get("dev") or uv.get("dev-dependencies")),
    )
    if uv.get("managed") is False:
        return found._replace(problem="unmanaged")
    if "project" in document and not _complete(project):
        return found._replace(problem="malformed")
    if "workspace" in uv:
        return found
    if "project" not in document:
        return found._replace(problem="no-project-table")
    return found._replace(root=_workspace(look, place) or place)


def _texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _complete(project: Table) -> bool:
    """PEP 621: a name, and a version that stands there or is announced as dynamic."""
    dynamic = project.get("dynamic")
    announced = isinstance(dynamic, list) and "version" in dynamic
    return isinstance(project.get("name"), str) and (isinstance(project.get("version"), str) or announced)


def _workspace(look: Look, member: str) -> str | None:
    """The workspace above a project whose globs take it in; the first project or workspace above decides."""
    for place in list(upward(member))[1:]:
        document = _document(look, f"{place.rstrip('/')}/pyproject.toml")
        if document is None:
            continue
        definition = table(document, "tool", "uv").get("workspace")
        if isinstance(definition, dict):
            relative = member[len(place.rstrip("/")) + 1 :]
            taken = _matches(relative, definition.get("members"))
            return place if taken and not _matches(relative, definition.get("exclude")) else None
        if "project" in document:
            return None
    return None


def _matches(relative: str, patterns: object) -> bool:
    from fnmatch import fnmatchcase

    if not isinstance(patterns, list):
        return False
    wanted = [str(pattern).removeprefix("./").rstrip("/") for pattern in patterns]
    return any(
        fnmatchcase(relative, pattern) and ("**" in pattern or relative.count("/") == pattern.count("/"))
        for pattern in wanted
    )


def _document(look: Look, path: str) -> Table | None:
    try:
        return parse_toml(look.read(path))
    except OSError:
        return None
