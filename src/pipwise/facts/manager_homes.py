"""Where Poetry, PDM and pipenv make the environments of projects, by their own variables and configuration files."""

from __future__ import annotations

import re

from pipwise.facts.uv_paths import Table, is_directory, parse_toml, table
from pipwise.model.value import NamedTuple
from pipwise.system.look import Look

# What poetry (``EnvManager.generate_env_name``) and pipenv (``Project._sanitize``) put an underscore for.
_ODD = {"poetry": r'[ $`!*@"\\\r\n\t]', "pipenv": r'[ &$`!*@"()\[\]\\\r\n\t]', "pdm": r"(?!)"}
_LONGEST = 42
_TRUE = ("1", "true", "yes", "on", "y", "t")


class Home(NamedTuple):
    """A directory for environments of many projects, and what this one's is called first; '' where it is in the project."""

    directory: str = ""
    name: str = ""


def home_of(look: Look, manager: str, root: str) -> Home:
    """Where an environment is made that is not there yet."""
    if manager == "pipenv":
        return _of_pipenv(look, root)
    return _of_poetry(look, root) if manager == "poetry" else _of_pdm(look, root)


def _of_pipenv(look: Look, root: str) -> Home:
    variables = look.environment
    inside = variables.get("PIPENV_VENV_IN_PROJECT", "").lower()
    if inside in _TRUE or (not inside and is_directory(look, f"{root}/.venv")):
        return Home()
    data = variables.get("XDG_DATA_HOME") or f"{look.home}/.local/share"
    directory = _expanded(look, variables.get("WORKON_HOME") or f"{data}/virtualenvs")
    own = variables.get("PIPENV_CUSTOM_VENV_NAME")
    return Home(directory, own or f"{_name('pipenv', root.rpartition('/')[2])}-")


def _of_poetry(look: Look, root: str) -> Home:
    variables, documents = look.environment, _poetry_files(look, root)
    inside = variables.get("POETRY_VIRTUALENVS_IN_PROJECT") or _first(documents, "virtualenvs", "in-project")
    if str(inside).lower() in _TRUE:
        return Home()
    cache = variables.get("POETRY_CACHE_DIR") or _first(documents, "cache-dir")
    own = variables.get("XDG_CACHE_HOME") or f"{look.home}/.cache"
    cache = _expanded(look, str(cache or f"{own}/pypoetry"))
    path = variables.get("POETRY_VIRTUALENVS_PATH") or _first(documents, "virtualenvs", "path")
    path = str(path or "{cache-dir}/virtualenvs").replace("{cache-dir}", cache)
    path = path.replace("{project-dir}", root)
    pyproject = _document(look, f"{root}/pyproject.toml")
    name = table(pyproject, "project").get("name") or table(pyproject, "tool", "poetry").get("name")
    return Home(_expanded(look, path), f"{_name('poetry', str(name or root.rpartition('/')[2]).lower())}-")


def _poetry_files(look: Look, root: str) -> tuple[Table, ...]:
    variables = look.environment
    own = variables.get("XDG_CONFIG_HOME") or f"{look.home}/.config"
    folder = variables.get("POETRY_CONFIG_DIR") or f"{own}/pypoetry"
    return _document(look, f"{root}/poetry.toml"), _document(look, f"{folder}/config.toml")


def _of_pdm(look: Look, root: str) -> Home:
    variables = look.environment
    own = variables.get("XDG_CONFIG_HOME") or f"{look.home}/.config"
    user = variables.get("PDM_CONFIG_FILE") or f"{own}/pdm/config.toml"
    documents = _document(look, f"{root}/pdm.toml"), _document(look, user)
    inside = variables.get("PDM_VENV_IN_PROJECT") or _first(documents, "venv", "in_project")
    if inside is None or str(inside).lower() in _TRUE:
        return Home()
    data = variables.get("XDG_DATA_HOME") or f"{look.home}/.local/share"
    path = variables.get("PDM_VENV_LOCATION") or _first(documents, "venv", "location") or f"{data}/pdm/venvs"
    return Home(_expanded(look, str(path)), f"{root.rpartition('/')[2]}-")


def _first(documents: tuple[Table, ...], *keys: str) -> object:
    for document in documents:
        found = table(document, *keys[:-1]).get(keys[-1])
        if found is not None:
            return found
    return None


def _document(look: Look, path: str) -> Table:
    try:
        return parse_toml(look.read(path)) or {}
    except OSError:
        return {}


def _name(manager: str, name: str) -> str:
    return re.sub(_ODD[manager], "_", name)[:_LONGEST]


def _expanded(look: Look, path: str) -> str:
    return f"{look.home}{path[1:]}" if path.startswith("~/") else path
