"""uv's settings outside the command line, read as uv reads them (uv ``crates/uv-settings``, ``crates/uv-dirs``)."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.facts.surroundings import Surroundings
from pipwise.facts.uv_discovery import Place
from pipwise.facts.uv_environment import look_at_environments
from pipwise.facts.uv_files import read_files
from pipwise.facts.uv_options import directory_of, given, project_of, switch
from pipwise.facts.uv_project import Table, UvProject, find_project, is_file, parse_toml, table, upward
from pipwise.facts.uv_schema import why_invalid
from pipwise.model.facts import Setting, Settings
from pipwise.model.intent import Arguments, Intent
from pipwise.system.look import Look

_USER_LEVEL = ("tool", "self", "auth")
"""Commands that ignore what stands around the working directory."""


class _Files:
    """Settings found so far, highest precedence first, and what uv stumbled over, in its order."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.values: list[Setting] = []
        self.problems: list[tuple[str, str]] = []

    def uv_toml(self, path: str, level: str, *, required: bool = False) -> bool:
        """A whole file of settings: what is wrong in it ends uv. False where there is no such file."""
        try:
            data = self.look.read(path)
        except (FileNotFoundError, NotADirectoryError):
            if required:
                self.problems.append((path, "configuration-missing: there is no such file"))
            return False
        except PermissionError as error:
            if level != "user":
                self.problems.append((path, f"configuration-unreadable: {error.strerror or error}"))
            return False
        except OSError as error:
            self.problems.append((path, f"configuration-unreadable: {error.strerror or error}"))
            return True
        document = parse_toml(data)
        why = "it is not TOML" if document is None else why_invalid(document, project=False)
        if document is None or why:
            code = "configuration-unreadable" if _undecodable(data) else "configuration-malformed"
            self.problems.append((path, f"{code}: {why}"))
        else:
            self._take(document, path, level)
        return True

    def pyproject(self, path: str) -> bool:
        """``[tool.uv]``: what is wrong in it is only warned about, and the search goes on. False where there is none."""
        try:
            data = self.look.read(path)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            self.problems.append((path, f"configuration-unreadable: {error.strerror or error}"))
            return True
        if _undecodable(data):
            self.problems.append((path, "configuration-unreadable: it is not UTF-8"))
            return True
        document = parse_toml(data)
        if document is None:
            self.problems.append((path, "ignored: it is not TOML"))
            return False
        uv = table(document, "tool").get("uv")
        if not isinstance(uv, dict):
            return False
        if why := why_invalid(uv, project=True):
            self.problems.append((path, f"ignored: {why}"))
            return False
        self._take(uv, path, "project")
        return True

    def _take(self, document: Table, path: str, level: str) -> None:
        self.values += _settings(table(document, "pip"), "pip", path, level)
        self.values += _settings(document, "global", path, level)


def read_uv_settings(look: Look, intent: Intent, around: Surroundings) -> Settings:
    """Uv's settings in rising precedence: system, user, project (or --config-file alone), environment variables.

    The section ``:place:`` tells what uv found around the working directory: ``directory``, ``project-root``,
    ``project-problem``, ``requires-python``, ``has-dependencies``, and what ``uv_environment`` looks at; ``:file:`` has the
    lines of requirements files.
    """
    environment, arguments = around.environment, intent.arguments
    directory = directory_of(arguments, environment, around.cwd)
    start = project_of(arguments, environment, directory)
    project = find_project(look, start) if look_for_project(arguments) else None
    files = _Files(look)
    _read_files(files, arguments, around, directory, start, project)
    values = [*reversed(files.values), *_from_environment(environment), *_place(directory, project)]
    settings = Settings(tuple(values), tuple(files.problems))
    found = look_at_environments(look, arguments, settings, where_of(look, intent, around, directory))
    found += read_files(look, intent.requirement_files, directory)
    return settings._replace(values=(*settings.values, *found))


def where_of(look: Look, intent: Intent, around: Surroundings, directory: str) -> Place:
    """Where a search for an interpreter starts; ``python -m uv`` hands its own one on (uv's ``__main__.py``)."""
    parent = ""
    if intent.invocation.module:
        from pipwise.facts.resolution import resolve

        parent = resolve(look, intent.invocation.program, around.environment, around.cwd).path or ""
    return Place(around.environment, around.home, directory, parent)


def look_for_project(arguments: Arguments) -> bool:
    """Whether the command reads what stands around the working directory at all."""
    return arguments.command.partition(" ")[0] not in _USER_LEVEL


def _read_files(
    files: _Files,
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


def _nearest(files: _Files, start: str) -> None:
    """The first directory upward with a uv.toml or a ``[tool.uv]``; the former masks the latter."""
    for place in upward(start):
        stem = place.rstrip("/")
        if files.uv_toml(f"{stem}/uv.toml", "project") or files.pyproject(f"{stem}/pyproject.toml"):
            return


def _machine(files: _Files, environment: Mapping[str, str], home: str | None) -> None:
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


def _settings(values: Table, section: str, path: str, level: str) -> list[Setting]:
    """One setting a scalar, one for each element of a list; tables within are no business of anybody here."""
    found: list[Setting] = []
    for key, value in values.items():
        items = value if isinstance(value, list) else [value]
        found += [
            Setting(section, key, _text(item), path, level) for item in items if not isinstance(item, list)
        ]
    return list(reversed(found))


def _text(item: object) -> str:
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, dict):
        return str(item.get("url", ""))
    return str(item)


def _from_environment(environment: Mapping[str, str]) -> list[Setting]:
    return [
        Setting(":env:", name[3:].lower().replace("_", "-"), value, name, "env")
        for name, value in environment.items()
        if name.startswith("UV_")
    ]


def _place(directory: str, project: UvProject | None) -> list[Setting]:
    found = [Setting(":place:", "directory", directory, directory)]
    if project is not None:
        where = f"{project.member.rstrip('/')}/pyproject.toml"
        found.append(Setting(":place:", "project-root", project.root, where))
        found.append(Setting(":place:", "project-problem", project.problem, where))
        found.append(Setting(":place:", "requires-python", project.requires_python, where))
        found.append(
            Setting(":place:", "has-dependencies", "true" if project.has_dependencies else "", where)
        )
    return found


def _undecodable(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _truth(value: str) -> bool:
    return value.lower() in ("y", "yes", "t", "true", "on", "1")


def _join(directory: str, path: str) -> str:
    return path if path.startswith("/") else f"{directory.rstrip('/')}/{path}"
