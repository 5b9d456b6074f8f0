"""What puts another Python first on PATH: activate, conda, pyenv, files that are sourced."""

from __future__ import annotations

import re

from pipwise.lint.world.call import Call, operands
from pipwise.lint.world.state import NEWEST, Python, World
from pipwise.lint.world.variables import joined
from pipwise.model.outcome import Evidence
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from pipwise.lint.world.notes import Notes

_INTO = re.compile(r"-[a-zA-Z]*p")
_DASH = ("debian", "ubuntu", "raspbian")


def sourced(notes: Notes, call: Call, world: World) -> World:
    """``. venv/bin/activate``; any other file may set anything."""
    path = call.words[1] if len(call.words) > 1 else ""
    folder, _, name = path.rpartition("/")
    if not name.startswith("activate"):
        harmless = path.endswith(
            (
                ".env",
                "/etc/os-release",
                "/os-release",
                "lsb-release",
                "/setup.bash",
                ".cargo/env",
                ".bashrc",
                "environment",
            )
        )
        return world if harmless or world.opaque else world._replace(opaque=f"{call.name} {path}")
    if call.words[0] == "source" and _is_dash(world):
        notes.note("activated", call, world, problem="source-under-dash")
        return world
    notes.note("activated", call, world)
    return first(world, joined(world, folder or "."), "activated", call)


def run(notes: Notes, call: Call, world: World) -> World:
    """``venv/Scripts/activate``, which Windows runs (docs.python.org/3/library/venv); elsewhere it changes no other program."""
    folder = call.words[0].rpartition("/")[0]
    if not folder.lower().endswith("/scripts"):
        return world
    notes.note("activated", call, world)
    return first(world, joined(world, folder), "activated", call)


def _is_dash(world: World) -> bool:
    return world.shell in ("sh", "dash") and world.platform is not None and world.platform.os[0] in _DASH


def first(world: World, folder: str, made_by: str, call: Call) -> World:
    """The world with the programs of an environment before all others."""
    root = folder.removesuffix("/bin")
    known = world.pythons.get(folder)
    told = Evidence(" ".join(call.words)[:120])
    python = known or Python("venv", root, made_by=made_by, evidence=(told,))
    path = world.variables.get("PATH", "${PATH}")
    variables = {**world.variables, "PATH": f"{folder}:{path or '${PATH}'}", "VIRTUAL_ENV": root}
    local = world.local - {"PATH", "VIRTUAL_ENV"}
    return world._replace(variables=variables, local=local, pythons={**world.pythons, folder: python})


def deactivated(notes: Notes, call: Call, world: World) -> World:
    """``deactivate``: PATH without the environment."""
    root = world.variables.get("VIRTUAL_ENV") or ""
    path = (world.variables.get("PATH") or "${PATH}").removeprefix(f"{root}/bin:")
    variables = {name: value for name, value in world.variables.items() if name != "VIRTUAL_ENV"}
    return world._replace(variables={**variables, "PATH": path})


def conda(notes: Notes, call: Call, world: World) -> World:
    """``conda activate``: an environment of conda's, which nobody has marked; ``conda run`` likewise."""
    words = operands(call.arguments)
    if words[:1] == ("activate",):
        return _own(world, f"/conda/{'/'.join(words[1:2])}/bin", "conda", call)
    return world


def conda_installed(call: Call, world: World) -> World | None:
    """``bash Miniconda3-latest-Linux-x86_64.sh -b -p /opt/conda``; None for another command."""
    words = call.words
    place = next((at for at, word in enumerate(words[:-1]) if _INTO.fullmatch(word)), 0)
    batch = any(word[:1] == "-" and word[:2] != "--" and "b" in word for word in words)
    if not place or not batch or not any(word.endswith(".sh") for word in words):
        return None
    root = joined(world, words[place + 1])
    told = Evidence(" ".join(words)[:120])
    made = Python("tool", root, NEWEST, made_by="conda", evidence=(told,))
    return world._replace(pythons={**world.pythons, f"{root}/bin": made})


def pyenv(notes: Notes, call: Call, world: World) -> World:
    """``pyenv global`` and its shims."""
    if operands(call.arguments)[:1] in (("global",), ("local",), ("shell",), ("activate",)):
        return _own(world, "/pyenv/shims/bin", "pyenv", call)
    return world


def _own(world: World, folder: str, made_by: str, call: Call) -> World:
    python = Python(
        "tool", folder.removesuffix("/bin"), made_by=made_by, evidence=(Evidence(" ".join(call.words)[:120]),)
    )
    path = world.variables.get("PATH", "${PATH}")
    variables = {**world.variables, "PATH": f"{folder}:{path or '${PATH}'}"}
    return world._replace(variables=variables, pythons={**world.pythons, folder: python})
