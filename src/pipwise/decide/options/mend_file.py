"""Mend the file in which the call stands: it will meet the next machine as it has met this one."""

from __future__ import annotations

from pipwise.decide.rows import row
from pipwise.model.decision import Command, Situation

NAME = "mend-file"
RISK = 0
SUMMARY = "mend the file that the call stands in"
ROWS = (
    row("recommended", call="others-file", asks="!make-environment", outcome="!allowed", elsewhere="helps"),
    row(
        "recommended",
        call="own-file",
        consumer="ansible",
        packaged="!yes|installed",
        outcome="!allowed",
    ),
    row("possible", call="own-file|own-script|others-file|others-step", outcome="!allowed"),
)


def commands(situation: Situation) -> tuple[Command, ...]:
    """The safe way in the words of that file, and what helps from outside where it cannot be edited."""
    from pipwise.decide.recipe import recipe

    return recipe(situation)
