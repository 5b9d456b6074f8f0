"""Applications that pipx and uv keep for the caller: their environments, and the links that lead into them."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.facts.distributions import read_distributions
from pipwise.facts.glance import is_directory, names
from pipwise.facts.uv_installed import data_directory
from pipwise.facts.venv import venv_at
from pipwise.model.lives import Lives
from pipwise.system.look import Look

_MANUALS = 9


def find_applications(look: Look, wanted: tuple[str, ...]) -> list[Lives]:
    """Those of that name that pipx or uv keeps."""
    return [
        Lives(
            "app",
            one,
            _version(look, f"{home}/{one}", one),
            f"{home}/{one}",
            tool,
            f"{home}/{one}/bin/python",
        )
        for tool, home in _homes(look)
        for one in wanted
        if venv_at(look, f"{home}/{one}")
    ]


def application_names(look: Look) -> list[tuple[str, str]]:
    """(name, the tool that keeps it) of all of them."""
    return [(one, tool) for tool, home in _homes(look) for one in names(look, home)]


def links_into(look: Look, root: str) -> tuple[str, ...]:
    """Commands and manual pages that are links into an application's environment."""
    return tuple(
        f"{folder}/{name}"
        for folder in _folders(look)
        for name in names(look, folder)
        if _leads(look, f"{folder}/{name}", root)
    )


def _homes(look: Look) -> Iterator[tuple[str, str]]:
    """``pipx/paths.py``: the old home where it is there; uv's tools in the user's data directory."""
    variables, home = look.environment, look.home or ""
    data = data_directory(dict(variables), home)
    own = variables.get("PIPX_HOME", "")
    for place in dict.fromkeys((own or f"{home}/.local/pipx", own or f"{data}/pipx")):
        if is_directory(look, f"{place}/venvs"):
            yield "pipx", f"{place}/venvs"
    if look.uid == 0:
        yield "pipx --global", f"{variables.get('PIPX_GLOBAL_HOME') or '/opt/pipx'}/venvs"
    yield "uv", variables.get("UV_TOOL_DIR") or f"{data}/uv/tools"


def _folders(look: Look) -> tuple[str, ...]:
    variables, home = look.environment, look.home or ""
    named = ("PIPX_BIN_DIR", "UV_TOOL_BIN_DIR", "XDG_BIN_HOME", "PIPX_GLOBAL_BIN_DIR")
    commands = [variables[one] for one in named if variables.get(one)]
    manual = variables.get("PIPX_MAN_DIR") or f"{home}/.local/share/man"
    shared = ("/usr/local/bin",) if look.uid == 0 else ()
    sections = [f"{manual}/man{number}" for number in range(1, _MANUALS + 1)]
    return tuple(dict.fromkeys((*commands, f"{home}/.local/bin", *shared, *sections)))


def _leads(look: Look, path: str, root: str) -> bool:
    try:
        target = look.readlink(path)
    except OSError:
        return False
    return target.startswith(f"{root}/") or look.realpath(path).startswith(f"{look.realpath(root)}/")


def _version(look: Look, root: str, project: str) -> str:
    folders = [f"{root}/lib/{one}/site-packages" for one in names(look, f"{root}/lib")]
    return next((one.version for one in read_distributions(look, folders) if one.name == project), "")
