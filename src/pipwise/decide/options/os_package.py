"""The operating system's own package of it."""

from __future__ import annotations

from pipwise.decide.rows import row
from pipwise.model.decision import Command, Situation

NAME = "os-package"
RISK = 2
SUMMARY = "install the operating system's package"
_THERE = "yes|installed"
_FREE = "!active-works|asked-*|consumer-*"
_MINE = "typed|unknown|own-file"
ROWS = (
    row("recommended", elsewhere="lacks-packages", call="!others-file|others-step"),
    row("recommended", asks="make-environment", venv_module="!yes"),
    row("recommended", owner="conda", outcome="refused", asks="install", call=_MINE),
    row("recommended", subject="tool", packaged=_THERE, asks="install", touches="python", call=_MINE),
    row("recommended", consumer="ansible|os-program", packaged=_THERE, asks="install", call=_MINE),
    row("recommended", host="pointed-program", packaged=_THERE, asks="install", call=_MINE),
    # The system's package of a plug-in brings, and goes with, the system's package of what it plugs into.
    row(
        "recommended",
        host="application",
        packaged=_THERE,
        who="!user",
        asks="install",
        touches="python",
        call=_MINE,
        start="machine|unknown",
        environment=_FREE,
    ),
    row("recommended", needed="brings-pip", packaged="yes", call="typed|unknown", environment=_FREE),
    row("recommended", bound="yes", packaged="yes|installed|unknown", asks="install", call=_MINE),
    row("recommended", needed="split-off", packaged="yes|unknown", asks="install", call=_MINE),
    row(
        "recommended",
        bound="board",
        packaged=_THERE,
        place="!project",
        asks="install",
        touches="python",
        call=_MINE,
        environment=_FREE,
    ),
    row(
        "recommended",
        packaged=_THERE,
        subject="application|applications|own-command|both",
        who="!user",
        asks="install",
        touches="python",
        call=_MINE,
        start="!hosted-runner|foreign-shell|immutable",
        environment=_FREE,
    ),
    row(
        "recommended",
        packaged=_THERE,
        subject="library|libraries|unknown|both|several",
        who="root|root-by-sudo",
        place="!project",
        asks="install",
        touches="python",
        call=_MINE,
        start="machine|unknown",
        environment=_FREE,
    ),
    row("possible", packaged="yes|installed|partly", asks="install"),
)


def commands(situation: Situation) -> tuple[Command, ...]:
    """The package manager's own command for what it has."""
    from pipwise.decide.packages import install_packages

    return install_packages(situation)
