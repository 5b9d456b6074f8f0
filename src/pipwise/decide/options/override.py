"""Past the refusal: ``--break-system-packages``."""

from __future__ import annotations

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
    words = list(situation.intent.invocation.words)
    verb = "install" if "install" in words else "uninstall"
    at = words.index(verb) + 1 if verb in words else len(words)
    return (command(*words[:at], "--break-system-packages", *words[at:], needs=("network",)),)
