"""Nothing is to be done: the environment that the request is for has it already."""

from __future__ import annotations

from pipwise.decide.rows import row
from pipwise.model.decision import Command, Situation

NAME = "already-satisfied"
RISK = 0
SUMMARY = "it is already where it belongs"
# What a manager looks after is only there for good when its own files ask for it: that is the manager's to say.
ROWS = (
    row("recommended", satisfied="yes", manager="none|unknown", asks="install"),
    row("recommended", satisfied="yes", environment="asked-*", asks="install"),
    row("possible", satisfied="yes", asks="install"),
)


def commands(situation: Situation) -> tuple[Command, ...]:
    """None: there is nothing to do."""
    del situation
    return ()
