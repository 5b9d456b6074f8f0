"""By the project's own manager: what is installed past it is gone with its next sync, and never reaches its lock file."""

from __future__ import annotations

from pipwise.decide.reasons import command
from pipwise.decide.rows import row
from pipwise.model.decision import Command, Situation
from pipwise.model.known import Known

NAME = "project-manager"
RISK = 0
SUMMARY = "let the project's own manager do it"
_MANAGED = "uv|poetry|pdm|pipenv"
ROWS = (
    row(
        "recommended",
        manager=_MANAGED,
        place="project",
        subject="!nothing|requirements|project",
        call="typed|unknown",
        asks="install",
        touches="python",
        elsewhere="helps",
        environment="!asked-*",
    ),
    row("possible", manager=_MANAGED, asks="install", touches="python"),
)
_ADD = {"uv": "add", "poetry": "add", "pdm": "add", "pipenv": "install"}
_SYNC = {"uv": "sync", "poetry": "install", "pdm": "sync", "pipenv": "sync"}


def commands(situation: Situation) -> tuple[Command, ...]:
    """``uv add`` and its like for what is named; for the project's own files the manager's sync."""
    project = situation.facts.project
    if not isinstance(project, Known) or project.value is None:
        return ()
    manager = next((one for one in project.value.managers if one in _ADD), "")
    if not manager:
        return ()
    named = tuple(one.text for one in situation.intent.requirements if one.kind == "named")
    words = (_ADD[manager], *named) if named else (_SYNC[manager],)
    return (command(manager, *words, cwd=project.value.root, needs=("network",)),)
