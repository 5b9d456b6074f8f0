"""The command is fine as it stands, or there is nothing that it would have to do."""

from __future__ import annotations

from pipwise.decide.reasons import command
from pipwise.decide.rows import row
from pipwise.model.decision import Command, Situation

NAME = "no-action"
RISK = 0
SUMMARY = "leave it: the command is fine as it is, or not needed"
ROWS = (
    row("recommended", touches="!python", outcome="allowed"),
    row("recommended", needed="standard-library", asks="install"),
    row("recommended", needed="brings-pip", packaged="installed", call="typed|unknown", outcome="!allowed"),
    row(
        "recommended",
        needed="renews-pip",
        asks="install",
        outcome="!allowed",
        call="!others-file",
        environment="!active-works|asked-*|consumer-*",
    ),
)


def commands(situation: Situation) -> tuple[Command, ...]:
    """The command itself where it goes on, and none where the step can be left out."""
    if situation.outcome.verdict != "allowed":
        return ()
    return (command(*situation.intent.invocation.words),)
