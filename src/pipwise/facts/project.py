"""The project around the working directory: the nearest directory upward that says it is one."""

from __future__ import annotations

from pipwise.facts.glance import upward
from pipwise.facts.place import reserved
from pipwise.model.host import Project
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.system.look import Look

_FILES = (
    "setup.py",
    "setup.cfg",
    "Pipfile",
    "environment.yml",
    "environment.yaml",
    "uv.lock",
    "poetry.lock",
    "pdm.lock",
)
_LOCKS = (
    ("uv.lock", "uv"),
    ("poetry.lock", "poetry"),
    ("pdm.lock", "pdm"),
    ("Pipfile", "pipenv"),
    ("Pipfile.lock", "pipenv"),
    ("pixi.toml", "pixi"),
    ("environment.yml", "conda"),
    ("environment.yaml", "conda"),
)
_TABLES = ("uv", "poetry", "pdm", "hatch", "pixi", "rye")


def look_at_project(look: Look, cwd: str, home: str | None) -> Fact[Project | None]:
    """The nearest directory upward that says it is a project; the search ends at a repository's root and below the home.

    A uv workspace's root wins over its members. ``Known(None)``: there is none.
    """
    if not cwd:
        return Unknown("the working directory is gone")
    found: Project | None = None
    for folder in upward(cwd):
        if reserved(look, folder, home):
            break
        try:
            entries = frozenset(look.list(folder))
        except OSError as error:
            if folder == cwd:
                return Unknown(f"{folder}: {error.strerror}")
            break
        if found is None or ("pyproject.toml" in entries and _is_workspace_of(look, folder, found.root)):
            found = _project(look, folder, entries)
        if ".git" in entries:
            break
    return Known(found, Source("live", found.evidence if found else cwd))


def _project(look: Look, folder: str, entries: frozenset[str]) -> Project | None:
    evidence = _evidence(entries)
    if evidence is None:
        return None
    text, problem = _text(look, f"{folder}/pyproject.toml") if "pyproject.toml" in entries else ("", "")
    managers = [manager for name, manager in _LOCKS if name in entries]
    headers = [
        line.replace(" ", "").lstrip("[") for line in text.splitlines() if line.lstrip().startswith("[")
    ]
    managers += [
        tool
        for tool in _TABLES
        if any(header.startswith((f"tool.{tool}]", f"tool.{tool}.")) for header in headers)
    ]
    return Project(folder, f"{folder}/{evidence}", tuple(dict.fromkeys(managers)), problem)


def _evidence(entries: frozenset[str]) -> str | None:
    if "pyproject.toml" in entries:
        return "pyproject.toml"
    listed = sorted(
        name for name in entries if name.startswith("requirements") and name.endswith((".txt", ".in"))
    )
    if listed:
        return listed[0]
    return next((name for name in (*_FILES, ".git") if name in entries), None)


def _is_workspace_of(look: Look, folder: str, member: str) -> bool:
    """Whether a directory further up is the root of a uv workspace that takes this member in."""
    if "workspace" not in _text(look, f"{folder}/pyproject.toml")[0]:
        return False
    from pipwise.facts.uv_project import find_project

    found = find_project(look, member)
    return found is not None and (found.member, found.root) == (member, folder)


def _text(look: Look, path: str) -> tuple[str, str]:
    """Text of a pyproject.toml, or why it cannot be read. It is not parsed here: that takes as long as a start of Python."""
    try:
        return look.read(path).decode("utf-8"), ""
    except UnicodeDecodeError:
        return "", f"{path} is not UTF-8"
    except OSError as error:
        return "", f"{path}: {error.strerror}"
