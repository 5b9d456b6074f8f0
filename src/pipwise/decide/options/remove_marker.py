"""Taking the marker away: every later refusal is gone with it, until the next update of Python brings it back."""

from __future__ import annotations

from pipwise.decide.rows import row
from pipwise.model.decision import Command, Situation

NAME = "remove-marker"
RISK = 6
SUMMARY = "remove the marker"
_THERE = "present|malformed|unreadable"
ROWS = (
    row("discouraged", disposable="yes", marker=_THERE),
    row("refused", disposable="!yes", marker=_THERE),
)


def commands(situation: Situation) -> tuple[Command, ...]:
    """None: nobody is shown how."""
    del situation
    return ()
