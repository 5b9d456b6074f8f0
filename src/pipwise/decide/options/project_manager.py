"""By the project's own manager: what is installed past it is gone with its next sync, and never reaches its lock file."""

from __future__ import annotations

from pipwise.decide.reasons import command, in_words
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
        subject="!nothing|requirements|project|product",
        call="typed|unknown",
        asks="install",
        touches="python",
        elsewhere="helps",
        environment="!asked-*",
    ),
    row("possible", manager=_MANAGED, asks="install", touches="python"),
)


def commands(situation: Situation) -> tuple[Command, ...]:
    """``uv add`` and its like for what is named; for the project itself the manager's sync; where it has no words for it, why."""
    from pipwise.decide.manager_words import add_words, manager_of

    manager, project = manager_of(situation), situation.facts.project
    if not manager or not isinstance(project, Known) or project.value is None:
        return ()
    root = project.value.root
    words = add_words(situation, manager, root)
    if words.problem:
        return (in_words("sh", f"# {words.problem}: {words.hint}"),)
    return tuple(command(manager, *run, cwd=root, needs=("network",)) for run in words.runs)
