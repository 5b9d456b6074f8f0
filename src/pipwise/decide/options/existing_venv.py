"""Into a virtual environment that is already there."""

from __future__ import annotations

from pipwise.decide.arguments import for_environment
from pipwise.decide.questions.environment import first_fit
from pipwise.decide.reasons import command
from pipwise.decide.rows import row
from pipwise.model.decision import Command, Situation

NAME = "existing-venv"
RISK = 0
SUMMARY = "install into the virtual environment that is there"
ROWS = (
    row(
        "recommended",
        environment="*-works",
        asks="install",
        touches="python",
        elsewhere="helps",
        call="!others-file|others-step",
        consumer="!ansible|os-program",
    ),
    row("possible", environment="*-works", asks="install"),
)


def commands(situation: Situation) -> tuple[Command, ...]:
    """The environment's own pip, with the same arguments."""
    seen = first_fit(situation)
    if seen is None:
        return ()
    arguments = for_environment(situation.intent)
    return (command(f"{seen.root}/bin/python", "-m", "pip", *arguments, needs=("network",)),)
