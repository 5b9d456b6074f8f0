"""Who keeps applications here: pipx or uv, whichever has the one that is asked for, has any, or is there at all."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.facts.glance import is_file
from pipwise.facts.keeper_places import pipx_home, pipx_writes, uv_home
from pipwise.facts.kept import find_kept, how_many
from pipwise.facts.resolution import resolve
from pipwise.model.applications import Keeper
from pipwise.model.facts import Tool
from pipwise.model.known import Known
from pipwise.model.value import NamedTuple
from pipwise.system.look import Look

_NEWEST = (99,)
"""A pipx that is brought up is as new as this Python permits."""


class Tools(NamedTuple):
    """What there is to choose from."""

    pipx: Tool | None
    own: Tool | None
    """pipwise's own pipx, where it has brought one up and it works."""
    uv: Tool | None
    uv_fits: bool
    """Whether uv does what pip's settings ask for."""


def choose_keeper(
    look: Look, variables: Mapping[str, str], tools: Tools, projects: tuple[str, ...]
) -> Keeper:
    """The one that has what is asked for; else the one that has anything; else the one that is there; else a pipx of ours."""
    pipx = _pipx(look, variables, tools.pipx or tools.own)
    uv = _uv(look, variables, tools.uv) if tools.uv else None
    if any(find_kept(look, pipx, one, None) for one in projects):
        return pipx._replace(why="pipx keeps it here already")
    if uv and any(find_kept(look, uv, one, None) for one in projects):
        return uv._replace(why="uv keeps it here already")
    by_pipx = how_many(look, pipx.home, "pipx") if pipx.path else 0
    by_uv = how_many(look, uv.home, "uv") if uv else 0
    if uv and tools.uv_fits and by_uv > by_pipx == 0:
        return uv._replace(why=f"uv keeps {_count(by_uv)} here")
    if pipx.path:
        return pipx._replace(why=f"pipx keeps {_count(by_pipx)} here" if by_pipx else "pipx is here")
    if uv and tools.uv_fits:
        return uv._replace(why="uv is here, and pipx is not")
    return pipx._replace(
        why="uv cannot be given all of pip's settings" if uv else "neither pipx nor uv is here"
    )


def version_of(tool: Tool | None) -> tuple[int, ...]:
    """Major and minor; the newest where nobody knows."""
    if tool is None or not isinstance(tool.version, Known):
        return _NEWEST
    return tuple(int(part) for part in tool.version.value.split(".")[:2] if part.isdecimal()) or _NEWEST


def _pipx(look: Look, variables: Mapping[str, str], tool: Tool | None) -> Keeper:
    everybody, version = look.uid == 0, version_of(tool)
    home, commands = pipx_home(look, variables, version, everybody=everybody)
    by_uv = variables.get("PIPX_DEFAULT_BACKEND", "").strip() == "uv"
    shared = "" if by_uv else variables.get("PIPX_SHARED_LIBS", "") or f"{home}/shared"
    works = all(is_file(look, f"{shared}/bin/{one}") for one in ("python", "pip"))
    path = tool.path if tool else ""
    python = resolve(look, path, variables, look.cwd).interpreter or "" if path else ""
    places = pipx_writes(look, variables, version, everybody=everybody)
    return Keeper("pipx", path, version, "", home, commands, python, shared, works or not shared, places)


def _uv(look: Look, variables: Mapping[str, str], tool: Tool) -> Keeper:
    home, commands = uv_home(variables, everybody=look.uid == 0)
    places = (f"{home}/.lock", f"{home}/.gitignore")
    return Keeper("uv", tool.path, version_of(tool), "", home, commands, places=places)


def _count(number: int) -> str:
    return "an application" if number == 1 else f"{number} applications"
