"""Projects that are a bundle around another one, whose commands are what people want of them: ansible around ansible-core."""

from __future__ import annotations

from pipwise.catalog.kinds import kind_of
from pipwise.catalog.names import projects_of_command
from pipwise.catalog.spelling import normalise


def core_of(project: str) -> str:
    """The project that brings the command which the bundle is called by, or ''.

    It has commands of its own, none of them is called like it, and that one belongs to a project that is called after
    it. pipx and uv put the commands of dependencies on PATH only where they are told to.
    """
    name = normalise(project)
    commands = kind_of(name).commands
    if not commands or name in commands:
        return ""
    owners = [one.project for one in projects_of_command(name) if one.how != "convention"]
    return next((one for one in reversed(owners) if one.startswith(f"{name}-")), "")
