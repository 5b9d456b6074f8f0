"""Taking the marker away: every later refusal is gone with it, until the next update of Python brings it back."""

from __future__ import annotations

from pipwise.decide.reasons import command
from pipwise.decide.rows import row
from pipwise.model.decision import Command, Situation
from pipwise.model.known import Known, Unknown

NAME = "remove-marker"
RISK = 6
SUMMARY = "remove the marker"
_THERE = "present|malformed|unreadable"
ROWS = (
    row("discouraged", disposable="yes", marker=_THERE),
    row("refused", disposable="!yes", marker=_THERE),
)


def commands(situation: Situation) -> tuple[Command, ...]:
    """Only where what is changed is thrown away: elsewhere nobody is shown how, and ``pipwise marker`` has to be insisted."""
    disposable, target = situation.facts.host.disposable, situation.facts.target
    if not (isinstance(disposable, Known) and disposable.value.proven) or isinstance(target, Unknown):
        return ()
    python = target.value.interpreter.executable
    return (command("pipwise", "marker", "remove", "--python", python, needs=("root",)),)
