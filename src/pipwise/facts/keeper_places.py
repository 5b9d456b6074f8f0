"""Where pipx and uv put applications, and everything else that they write (``pipx/paths.py``; uv's reference of storage)."""

from __future__ import annotations

from collections.abc import Mapping
from os.path import normpath

from pipwise.facts.glance import is_directory, stands
from pipwise.system.look import Look

# pipx has a home for all users since 1.5 (``--global``), manual pages since 1.3, completions since 1.18 (its changelog).
GLOBAL_SINCE = (1, 5)
_IN_DATA_SINCE = (1, 3)
_COMPLETIONS_SINCE = (1, 17)
_COMPLETIONS = ("bash-completion/completions", "zsh/site-functions", "fish/vendor_completions.d")


def for_all_users(version: tuple[int, ...]) -> dict[str, str]:
    """Variables with which a pipx that has no ``--global`` does the same."""
    if version >= GLOBAL_SINCE:
        return {}
    return {"PIPX_HOME": "/opt/pipx", "PIPX_BIN_DIR": "/usr/local/bin"}


UV_FOR_ALL_USERS = {"UV_TOOL_DIR": "/opt/uv/tools", "UV_TOOL_BIN_DIR": "/usr/local/bin"}


def pipx_home(
    look: Look, variables: Mapping[str, str], version: tuple[int, ...], *, everybody: bool
) -> tuple[str, str]:
    """(home, directory of the commands)."""
    home, given = variables.get("HOME", ""), _given(variables, version, everybody=everybody)
    data = _base(variables, "XDG_DATA_HOME", ".local/share")
    old = f"{home}/.local/pipx"
    default = old if version < _IN_DATA_SINCE or is_directory(look, old) else f"{data}/pipx"
    if everybody:
        default = "/opt/pipx"
    own_bin = "/usr/local/bin" if everybody else f"{home}/.local/bin"
    return _path(given.get("HOME") or default, home), _path(given.get("BIN_DIR") or own_bin, home)


def pipx_writes(
    look: Look, variables: Mapping[str, str], version: tuple[int, ...], *, everybody: bool
) -> tuple[str, ...]:
    """What pipx changes beside environments and commands. Of directories that may be large only what it adds is named."""
    home, _ = pipx_home(look, variables, version, everybody=everybody)
    given, user = _given(variables, version, everybody=everybody), variables.get("HOME", "")
    data = "/usr/local/share" if everybody else f"{user}/.local/share"
    found = [f"{home}/logs", f"{home}/.shared.lock"]
    found += [path for path in (f"{home}/trash", f"{home}/.trash") if not stands(look, path)]
    found += [
        f"{path}/CACHEDIR.TAG" if stands(look, path) else path for path in (f"{home}/py", f"{home}/.cache")
    ]
    if version >= _IN_DATA_SINCE:
        found.append(_path(given.get("MAN_DIR") or f"{data}/man", user))
        found.append(_state_log(variables))
    if version >= _COMPLETIONS_SINCE:
        above = _path(given.get("COMPLETION_DIR") or data, user)
        found += [_topmost(look, above, f"{above}/{one}") for one in _COMPLETIONS]
    return tuple(found)


def pipx_logs(variables: Mapping[str, str], root: str) -> tuple[str, ...]:
    """Where the pipx that keeps an application in that environment may write its logs."""
    return (f"{root.rpartition('/venvs/')[0]}/logs", _state_log(variables))


def uv_home(variables: Mapping[str, str], *, everybody: bool) -> tuple[str, str]:
    """(directory of the environments, directory of the commands)."""
    user = variables.get("HOME", "")
    given = {**(UV_FOR_ALL_USERS if everybody else {}), **variables}
    data = variables.get("XDG_DATA_HOME", "")
    beside = f"{data}/../bin" if data.startswith("/") else f"{user}/.local/bin"
    own = given.get("UV_TOOL_BIN_DIR") or variables.get("XDG_BIN_HOME") or beside
    tools = given.get("UV_TOOL_DIR") or f"{_base(variables, 'XDG_DATA_HOME', '.local/share')}/uv/tools"
    return _path(tools, user), _path(own, user)


def _given(
    variables: Mapping[str, str], version: tuple[int, ...], *, everybody: bool
) -> dict[str, str | None]:
    if everybody and version < GLOBAL_SINCE:
        fixed = for_all_users(version)
        return {"HOME": fixed["PIPX_HOME"], "BIN_DIR": fixed["PIPX_BIN_DIR"]}
    before = "PIPX_GLOBAL_" if everybody else "PIPX_"
    return {name: variables.get(before + name) for name in ("HOME", "BIN_DIR", "MAN_DIR", "COMPLETION_DIR")}


def _state_log(variables: Mapping[str, str]) -> str:
    return f"{_base(variables, 'XDG_STATE_HOME', '.local/state')}/pipx/log"


def _base(variables: Mapping[str, str], name: str, below_home: str) -> str:
    given = variables.get(name, "")
    return given if given.startswith("/") else f"{variables.get('HOME', '')}/{below_home}"


def _path(path: str, home: str) -> str:
    return normpath(path.replace("~", home, 1) if path.startswith("~/") else path)


def _topmost(look: Look, above: str, path: str) -> str:
    """The first directory on the way to a path that is not there, below one that nobody makes for this alone."""
    place = above
    for part in path.removeprefix(f"{above}/").split("/"):
        place = f"{place}/{part}"
        if not stands(look, place):
            return place
    return path
