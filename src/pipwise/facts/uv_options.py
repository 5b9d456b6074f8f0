"""What an option of uv amounts to after command line, environment and files have had their say (clap, ``PipSettings``)."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.model.facts import Settings
from pipwise.model.intent import Arguments

TRUE = ("y", "yes", "t", "true", "on", "1")
FALSE = ("n", "no", "f", "false", "off", "0")
"""clap's ``BoolishValueParser``, in any case."""


def given(arguments: Arguments, name: str) -> str:
    """A value typed on the command line, the last of several; '' for none."""
    found = [value for option, value in arguments.options if option == name]
    value = found[-1] if found else ""
    return value[-1] if isinstance(value, tuple) else value if isinstance(value, str) else ""


def switch(arguments: Arguments, name: str, negative: str = "") -> bool | None:
    """A flag and its negative as typed: True, False, or None for neither."""
    options = dict(arguments.options)
    if options.get(name):
        return True
    return False if options.get(negative or f"no-{name}") else None


def environment_value(settings: Settings, variable: str) -> str | None:
    """A variable as uv finds it, or None where it is not set."""
    return next((setting.value for setting in reversed(settings.values) if setting.where == variable), None)


def configured(settings: Settings, key: str, sections: tuple[str, ...] = ("pip", "global")) -> str | None:
    """A scalar from uv's files: project over user over system; within ``uv pip`` its own section over the general one."""
    for section in sections:
        for setting in reversed(settings.values):
            if setting.key == key and setting.section == section:
                return setting.value
    return None


def flag(
    arguments: Arguments, settings: Settings, name: str, variable: str = "", *, pip: bool = False
) -> bool:
    """Whether a flag is on: a variable that says no is as good as none, so that a file may still say yes."""
    typed = switch(arguments, name)
    if typed is not None:
        return typed
    if variable and (environment_value(settings, variable) or "").lower() in TRUE:
        return True
    return pip and configured(settings, name) == "true"


def text(
    arguments: Arguments, settings: Settings, name: str, variable: str = "", *, pip: bool = False
) -> str:
    """The value of an option; an empty one on the command line switches off the variable, and a file may speak."""
    typed = given(arguments, name)
    if typed:
        return typed
    if variable and name not in dict(arguments.options):
        value = environment_value(settings, variable)
        if value:
            return value
    return (configured(settings, name) or "") if pip else ""


def directory_of(arguments: Arguments, environment: Mapping[str, str], cwd: str) -> str:
    """The directory that uv works in: ``--directory``, UV_WORKING_DIR, or where it was called."""
    wanted = (
        given(arguments, "directory")
        or environment.get("UV_WORKING_DIR")
        or environment.get("UV_WORKING_DIRECTORY")
    )
    return resolve(cwd, wanted) if wanted else cwd


def project_of(arguments: Arguments, environment: Mapping[str, str], directory: str) -> str:
    """The directory from which uv looks for a project and for its files."""
    wanted = given(arguments, "project") or environment.get("UV_PROJECT")
    return resolve(directory, wanted) if wanted else directory


def place(settings: Settings, key: str) -> str:
    """What uv found around the working directory (``read_uv_settings``, section ``:place:``)."""
    return next(
        (setting.value for setting in settings.values if setting.section == ":place:" and setting.key == key),
        "",
    )


def resolve(directory: str, path: str) -> str:
    """An absolute path without ``.`` and ``..``, links not followed."""
    import os.path

    return os.path.normpath(f"{directory}/{path}" if not path.startswith("/") else path)
