"""Into the environment of the application that it is a plug-in of; anywhere else the application never sees it."""

from __future__ import annotations

from pipwise.decide.rows import row
from pipwise.model.decision import Command, Situation

NAME = "inject"
RISK = 1
SUMMARY = "install it into the environment of the application that it extends"
ROWS = (
    row("possible", who="!user", start="machine|unknown", host="application", packaged="yes|installed"),
    row(
        "recommended",
        subject="plug-in",
        host="application",
        asks="install",
        touches="python",
        elsewhere="helps",
        consumer="!ansible|os-program",
        call="typed|unknown",
        environment="!active-works|asked-*|consumer-*",
    ),
    row("possible", subject="plug-in", host="application", asks="install"),
)


def commands(situation: Situation) -> tuple[Command, ...]:
    """``pipx inject``, or ``uv tool install --with``, by the tool that is there."""
    from pipwise.decide.isolated import inject_plugin

    return inject_plugin(situation)
