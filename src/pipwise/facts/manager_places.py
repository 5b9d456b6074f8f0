"""Where a project's manager keeps what it writes: its files, and its environment, told without starting anything that writes."""

from __future__ import annotations

from pipwise.facts.glance import text
from pipwise.facts.manager_homes import Home, home_of
from pipwise.facts.uv_paths import parse_toml, table
from pipwise.facts.uv_project import find_project
from pipwise.facts.venv import venv_at
from pipwise.model.managed import Managed
from pipwise.system.look import Look

_FILES = {
    "uv": ("pyproject.toml", "uv.lock"),
    "poetry": ("pyproject.toml", "poetry.lock"),
    "pdm": ("pyproject.toml", "pdm.lock", "pylock.toml", ".pdm-python", "__pypackages__", ".pdm-build"),
    "pipenv": ("Pipfile", "Pipfile.lock"),
}

_PATIENCE = 120.0
"""Seconds: Poetry and pipenv take two on a quick machine."""


def look_at_manager(look: Look, manager: str, program: str, root: str) -> Managed:
    """Every place that an ``add`` may change. ``root`` is the project as the facts have it: for uv, the workspace."""
    project = find_project(look, look.cwd) if manager == "uv" else None
    member = project.member if project and project.root == root else root
    files = [f"{root}/{name}" for name in _FILES[manager]]
    files += [f"{member}/pyproject.toml"] if member != root else []
    files += _metadata(look, member)
    environment, parent = _environment(look, manager, program, root)
    found = Managed(manager, program, member, tuple(dict.fromkeys(files)), environment, parent)
    if parent or "*" in environment or not _stands_otherwise(look, environment):
        return found
    return found._replace(problem=f"{manager} is set to use {environment}, which is no virtual environment")


def environment_now(look: Look, manager: str, program: str, root: str) -> str:
    """The environment that the manager uses, after it has made it; '' where it cannot be told."""
    if manager == "poetry":
        return _said(look, program, "-C", root, "env", "info", "--path")
    if manager == "pipenv":
        variables = {**look.environment, "PIPENV_PIPFILE": f"{root}/Pipfile"}
        return _said(look, program, "--venv", variables=variables)
    return _environment(look, manager, program, root)[0]


def _environment(look: Look, manager: str, program: str, root: str) -> tuple[str, str]:
    """(its environment, or a pattern for what it will be called; the directory that it has to make for it first)."""
    if manager == "uv":
        named = look.environment.get("UV_PROJECT_ENVIRONMENT") or ".venv"
        return (named if named.startswith("/") else f"{root}/{named}"), ""
    if manager == "poetry":
        said = _said(look, program, "-C", root, "env", "info", "--path")
        if said:
            return said, ""
    if manager == "pdm":
        python = text(look, f"{root}/.pdm-python", 4096).strip()
        if python.endswith(("/bin/python", "/bin/python3")) and venv_at(look, _above(python)):
            return _above(python), ""
    active = look.environment.get("VIRTUAL_ENV", "")
    ignores = {"pdm": "PDM_IGNORE_ACTIVE_VENV", "pipenv": "PIPENV_IGNORE_VIRTUALENVS"}
    if active and manager in ignores and not look.environment.get(ignores[manager]):
        return active, ""
    return _in(home_of(look, manager, root), root)


def _in(home: Home, root: str) -> tuple[str, str]:
    return (f"{home.directory}/{home.name}*", home.directory) if home.directory else (f"{root}/.venv", "")


def _above(python: str) -> str:
    return python.rpartition("/")[0].rpartition("/")[0]


def _said(look: Look, *argv: str, variables: dict[str, str] | None = None) -> str:
    answer = look.ask(argv, environment=variables, timeout=_PATIENCE)
    lines = answer.stdout.decode("utf-8", "surrogateescape").split("\n")
    return lines[0].strip() if answer.status == 0 and lines[0].startswith("/") else ""


def _stands_otherwise(look: Look, root: str) -> bool:
    """Whether something is there that is no environment."""
    try:
        look.stat(root)
    except OSError:
        return False
    return venv_at(look, root) is None


def _metadata(look: Look, member: str) -> list[str]:
    """What setuptools writes beside the sources where the project itself is installed editable."""
    try:
        document = parse_toml(look.read(f"{member}/pyproject.toml"))
    except OSError:
        return []
    name = table(document, "project").get("name") or table(document, "tool", "poetry").get("name")
    if not isinstance(name, str):
        return []
    stem = name.replace("-", "_").replace(".", "_")
    return [f"{member}/{stem}.egg-info", f"{member}/src/{stem}.egg-info"]
