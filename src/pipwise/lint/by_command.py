"""Calls whose outcome hangs on the command alone, on whichever machine: they look only, or have an environment of their own."""

from __future__ import annotations

from pipwise.lint.world.state import World
from pipwise.model.intent import Intent
from pipwise.model.outcome import Evidence, Outcome

_SYSTEM = ("/usr", "/usr/local", "/")
_CHANGES_PROJECT = ("sync", "run", "add", "remove")
_CHANGES = ("pip install", "pip sync", "pip uninstall")


def outcome_of(intent: Intent, world: World) -> Outcome | None:
    """The outcome of such a call; None for every other one."""
    tool, command = intent.invocation.tool, intent.arguments.command
    if intent.purpose == "inspect" or (tool == "pip" and not command and intent.arguments.problem is None):
        return _allowed("inspects-only", "the command changes nothing")
    if tool != "uv":
        return None
    if command in _CHANGES:
        return None
    if command.startswith("pip "):
        return _allowed("inspects-only", "the command changes nothing")
    return _of_project(intent, world)


def _of_project(intent: Intent, world: World) -> Outcome:
    """uv's own commands: a project's environment, a tool's, or a Python that uv has fetched."""
    given = {**world.variables, **dict(intent.invocation.variables)}
    place = (given.get("UV_PROJECT_ENVIRONMENT") or "").rstrip("/") or given.get("UV_PROJECT_ENVIRONMENT")
    if intent.arguments.command in _CHANGES_PROJECT and place in _SYSTEM:
        told = Evidence(f"UV_PROJECT_ENVIRONMENT is {place}, and uv does not look at the marker there")
        return Outcome("risky", "not-checked", 0, None, (told,))
    return _allowed("own-environment", "uv keeps an environment of its own for it")


def _allowed(code: str, text: str) -> Outcome:
    return Outcome("allowed", code, 0, None, (Evidence(text),))
