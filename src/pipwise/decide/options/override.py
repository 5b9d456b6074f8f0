"""Past the refusal: ``--break-system-packages``."""

from __future__ import annotations

from pipwise.decide.overriding import overridden
from pipwise.decide.reasons import command
from pipwise.decide.rows import row
from pipwise.model.decision import Command, Situation

NAME = "override"
RISK = 5
SUMMARY = "override the refusal"
ROWS = (
    row("possible", disposable="yes", refusal="overridable"),
    row("discouraged", disposable="!yes", refusal="overridable"),
)


def commands(situation: Situation) -> tuple[Command, ...]:
    """The command with the flag; it has to stand on every line that it is wanted for."""
    return (command(*overridden(situation), needs=("network",)),)
