"""Installers on the machine that pipwise may put to work, with their versions."""

from __future__ import annotations

from pipwise.facts.resolution import find_program
from pipwise.facts.shims import behind_shim, shim_manager
from pipwise.facts.trust import distrust
from pipwise.model.facts import Tool
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.model.value import Mapping
from pipwise.system.look import Look


def find_tool(look: Look, name: str, environment: Mapping[str, str], cwd: str) -> Tool | None:
    """The first program of that name on PATH, behind a version manager's shim if there is one; None where there is none."""
    path = find_program(look, name, environment, cwd)
    if path is None:
        return None
    manager = shim_manager(look, path)
    if manager:
        real = behind_shim(look, manager, path, environment, cwd)
        if real is None:
            return Tool(name, path, Unknown(f"{path} is a shim of {manager}"), manager)
        path = real
    return Tool(name, path, ask_version(look, path), manager)


def find_usable(look: Look, name: str, environment: Mapping[str, str], cwd: str) -> str | Unknown | None:
    """The path alone, where the version is of no matter: some take seconds to tell theirs. Unknown where it must not be run."""
    path = find_program(look, name, environment, cwd)
    if path is None:
        return None
    manager = shim_manager(look, path)
    real = behind_shim(look, manager, path, environment, cwd) if manager else path
    if real is None:
        return Unknown(f"{path} is a shim of {manager}")
    reason = distrust(look, real)
    return Unknown(reason) if reason else real


def ask_version(look: Look, path: str) -> Fact[str]:
    """The version that ``PROGRAM --version`` prints, remembered while the file is unchanged."""
    reason = distrust(look, path)
    if reason:
        return Unknown(reason)
    try:
        stat = look.stat(path)
    except OSError as error:
        return Unknown(f"{path}: {error.strerror}")
    state = f"{stat.device} {stat.inode} {stat.size} {stat.mtime_ns}"
    key = "version:" + path.replace("%", "%25").replace("/", "%2F")[:200]
    kept = (look.recall(key) or b"").decode("utf-8", "replace").split("\n")
    if len(kept) == 2 and kept[0] == state and kept[1]:
        return Known(kept[1], Source("live", path))
    answer = look.ask([path, "--version"])
    version = version_in(answer.stdout.decode("utf-8", "replace"))
    if answer.status != 0 or not version:
        return Unknown(f"{path} --version: {answer.problem or f'exit status {answer.status}'}")
    look.remember(key, f"{state}\n{version}".encode())
    return Known(version, Source("live", path))


def version_in(text: str) -> str:
    """The version in the first line of a ``--version``: ``uv 0.9.1 (…)``, ``Poetry (version 2.1.0)``, ``PDM, version 2.2``."""
    words = (word.strip("(),").removeprefix("v") for word in text.partition("\n")[0].split())
    return next((word for word in words if word[:1].isdigit() and word.isprintable()), "")
