"""uv's settings outside the command line, read as uv reads them (uv ``crates/uv-settings``, ``crates/uv-dirs``)."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.facts.surroundings import Surroundings
from pipwise.facts.uv_environment import look_at_environments
from pipwise.facts.uv_files import read_files
from pipwise.facts.uv_near import Place
from pipwise.facts.uv_options import directory_of, given, project_of, switch
from pipwise.facts.uv_paths import is_file, upward
from pipwise.facts.uv_project import UvProject, find_project
from pipwise.facts.uv_settings_file import SettingsFiles
from pipwise.model.facts import Setting, Settings
from pipwise.model.intent import Arguments, Intent
from pipwise.system.look import Look

_USER_LEVEL = ("tool", "self", "auth")
"""Commands that ignore what stands around the working directory."""


def read_uv_settings(look: Look, intent: Intent, around: Surroundings, version: str = "") -> Settings:
    """Uv's settings in rising precedence: system, user, project (or --config-file alone), environment variables.

    ``version`` is uv's own, '' for the newest that is known.

    The section ``:place:`` tells what uv found around the working directory: ``directory``, ``project-root``,
    ``project-problem``, ``requires-python``, ``dependency``, ``development``, and what ``uv_environment`` looks at;
    ``:file:`` has the lines of requirements files.
    """
    environment, arguments = around.environment, intent.arguments
    directory = directory_of(arguments, environment, around.cwd)
    start = project_of(arguments, environment, directory)
    project = find_project(look, start) if look_for_project(arguments) else None
    files = SettingsFiles(look)
    _read_files(files, arguments, around, directory, start, project)
    values = [*reversed(files.values), *_from_environment(environment), *_place(directory, project)]
    settings = Settings(tuple(values), tuple(files.problems))
    found = look_at_environments(
        look, arguments, settings, where_of(look, intent, around, directory, version)
    )
    found += read_files(look, intent.requirement_files, directory)
    found += read_files(look, intent.constraint_files, directory, "constraint")
    return settings._replace(values=(*settings.values, *found))


def where_of(look: Look, intent: Intent, around: Surroundings, directory: str, version: str = "") -> Place:
    """Where a search for an interpreter starts; ``python -m uv`` hands its own one on (uv's ``__main__.py``)."""
    parent = ""
    if intent.invocation.module:
        from pipwise.facts.resolution import resolve

        parent = resolve(look, intent.invocation.program, around.environment, around.cwd).path or ""
    numbers = tuple(int(part) for part in version.split(".") if part.isdigit())
    return Place(around.environment, around.home, directory, parent, numbers)


def look_for_project(arguments: Arguments) -> bool:
    """Whether the command reads what stands around the working directory at all."""
    return arguments.command.partition(" ")[0] not in _USER_LEVEL


def _read_files(
    files: SettingsFiles,
    arguments: Arguments,
    around: Surroundings,
    directory: str,
    start: str,
    project: UvProject | None,
) -> None:
    environment = around.environment
    own = given(arguments, "config-file") or environment.get("UV_CONFIG_FILE")
    if own:
        files.uv_toml(_join(directory, own), "file", required=True)
        return
    if switch(arguments, "config", "no-config") is False or _truth(environment.get("UV_NO_CONFIG", "")):
        return
    if look_for_project(arguments):
        known = project is not None and not project.problem
        _nearest(files, project.root if project and known else start)
    _machine(files, environment, around.home)


def _nearest(files: SettingsFiles, start: str) -> None:
    """The first directory upward with a uv.toml or a ``[tool.uv]``; the former masks the latter."""
    for place in upward(start):
        stem = place.rstrip("/")
        if files.uv_toml(f"{stem}/uv.toml", "project") or files.pyproject(f"{stem}/pyproject.toml"):
            return


def _machine(files: SettingsFiles, environment: Mapping[str, str], home: str | None) -> None:
    """The user's file, then the system's (``XDG_CONFIG_DIRS``, else /etc/uv/uv.toml)."""
    own = environment.get("XDG_CONFIG_HOME", "")
    folder = own if own.startswith("/") else f"{home}/.config" if home else ""
    if folder:
        files.uv_toml(f"{folder}/uv/uv.toml", "user")
    if _truth(environment.get("UV_NO_SYSTEM_CONFIG", "")):
        return
    candidates = [
        f"{part}/uv/uv.toml" for part in (environment.get("XDG_CONFIG_DIRS") or "/etc/xdg").split(":") if part
    ]
    for path in [*candidates, "/etc/uv/uv.toml"]:
        if is_file(files.look, path):
            files.uv_toml(path, "system")
            return


def _from_environment(environment: Mapping[str, str]) -> list[Setting]:
    return [
        Setting(":env:", name[3:].lower().replace("_", "-"), value, name, "env")
        for name, value in environment.items()
        if name.startswith("UV_")
    ]


def _place(directory: str, project: UvProject | None) -> list[Setting]:
    found = [("directory", directory)]
    where = directory
    if project is not None:
        where = f"{project.member.rstrip('/')}/pyproject.toml"
        found += [
            ("project-root", project.root),
            ("project-problem", project.problem),
            ("requires-python", project.requires_python),
            ("development", "true" if project.development else ""),
            *(("dependency", text) for text in project.dependencies),
        ]
    return [Setting(":place:", key, value, where) for key, value in found]


def _truth(value: str) -> bool:
    return value.lower() in ("y", "yes", "t", "true", "on", "1")


def _join(directory: str, path: str) -> str:
    return path if path.startswith("/") else f"{directory.rstrip('/')}/{path}"
