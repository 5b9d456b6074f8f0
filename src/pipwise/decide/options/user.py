"""``--user``: into the caller's own site directory of somebody else's Python."""

from __future__ import annotations

from pipwise.decide.reasons import command
from pipwise.decide.rows import row
from pipwise.model.decision import Command, Situation
from pipwise.model.known import Known

NAME = "user"
RISK = 4
SUMMARY = "install into the user site (--user)"
ROWS = (row("discouraged", marker="absent|not-a-file", user_site="yes", asks="install"),)


def commands(situation: Situation) -> tuple[Command, ...]:
    """The same command with ``--user``, by the target's own pip."""
    target = situation.facts.target
    if not isinstance(target, Known):
        return ()
    arguments = situation.intent.invocation.arguments
    return (
        command(target.value.interpreter.executable, "-m", "pip", *arguments, "--user", needs=("network",)),
    )
