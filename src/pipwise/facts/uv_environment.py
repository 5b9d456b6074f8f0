"""The environments that uv's project commands and ``uv venv`` would use or make, as they stand."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.facts.uv_near import Place, is_before, redirected, venv_python
from pipwise.facts.uv_options import environment_value, given, place, resolve, switch
from pipwise.facts.uv_paths import is_directory, is_file
from pipwise.facts.uv_search import new_search
from pipwise.facts.uv_seen import see, suits
from pipwise.model.facts import Setting, Settings
from pipwise.model.intent import Arguments
from pipwise.system.look import Look

PROJECT_COMMANDS = ("add", "remove", "sync", "run", "lock", "export", "tree")


def look_at_environments(look: Look, arguments: Arguments, settings: Settings, where: Place) -> list[Setting]:
    """``environment``, ``environment-python`` and ``environment-problem`` for a project, ``venv-directory`` for uv venv."""
    if arguments.command == "venv":
        root = _venv_root(arguments, settings)
        return [_found("venv-directory", _state(look, root), root)]
    root = place(settings, "project-root")
    alone = given(arguments, "script") or switch(arguments, "project", "no-project") is False
    if arguments.command not in PROJECT_COMMANDS or not root or alone:
        return []
    folder = _project_root(arguments, settings, where.environment)
    python, problem = "", ""
    if is_file(look, folder):
        # A file that names the environment, unknown before 0.13.
        folder = "" if is_before(where.version, (0, 13)) else redirected(look, folder)
        usable = bool(folder) and is_file(look, f"{folder}/pyvenv.cfg")
        problem = "" if usable else "not-an-environment" if folder else "broken-virtual-environment"
    if not problem:
        python, problem = _usable(look, arguments, settings, where, folder)
    return [
        _found("environment", folder, folder),
        _found("environment-python", python, folder),
        _found("environment-problem", problem, folder),
    ]


def _project_root(arguments: Arguments, settings: Settings, environment: Mapping[str, str]) -> str:
    """``--active`` with VIRTUAL_ENV, UV_PROJECT_ENVIRONMENT, or ``.venv`` in the workspace's root."""
    active = environment.get("VIRTUAL_ENV")
    if active and switch(arguments, "active"):
        return resolve(place(settings, "directory"), active)
    return resolve(
        place(settings, "project-root"), environment_value(settings, "UV_PROJECT_ENVIRONMENT") or ".venv"
    )


def _usable(
    look: Look, arguments: Arguments, settings: Settings, where: Place, folder: str
) -> tuple[str, str]:
    """The environment's Python where uv keeps it, and what is in the way where it can neither keep nor replace it."""
    path = venv_python(look, folder)
    seen = see(look, path)
    if not seen.broken:
        request = new_search(look, arguments, settings, where).request
        same = request.kind in ("directory", "file", "name") or suits(request, seen) is not False
        return (path, "") if same else ("", "")
    occupied = is_directory(look, folder) and len(look.list(folder)) > 0
    return "", "not-an-environment" if occupied and not is_file(look, f"{folder}/pyvenv.cfg") else ""


def _venv_root(arguments: Arguments, settings: Settings) -> str:
    directory = place(settings, "directory")
    if arguments.operands:
        return resolve(directory, arguments.operands[0])
    own = environment_value(settings, "UV_PROJECT_ENVIRONMENT")
    at_root = (
        place(settings, "project-root") == directory and switch(arguments, "project", "no-project") is None
    )
    return resolve(directory, own if own and at_root else ".venv")


def _state(look: Look, root: str) -> str:
    try:
        kind = look.stat(root).kind
    except OSError:
        return "absent"
    if kind != "directory":
        return "file"
    if is_file(look, f"{root}/pyvenv.cfg"):
        return "environment"
    try:
        return "occupied" if look.list(root) else "empty"
    except OSError:
        return "occupied"


def _found(key: str, value: str, where: str) -> Setting:
    return Setting(":place:", key, value, where)
