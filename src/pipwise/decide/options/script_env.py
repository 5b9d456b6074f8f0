"""An environment for one script: its requirements stand in the script itself (PEP 723)."""

from __future__ import annotations

from pipwise.decide.reasons import command
from pipwise.decide.rows import row
from pipwise.model.decision import Command, Situation

NAME = "script-env"
RISK = 0
SUMMARY = "run the script with its requirements written in it (PEP 723)"
ROWS = (
    row(
        "recommended",
        call="own-script",
        consumer="!ansible|os-program",
        asks="install",
        touches="python",
        elsewhere="helps",
        subject="!nothing|project|product",
    ),
    row(
        "possible",
        subject="library|libraries|both|several|unknown",
        call="typed|unknown",
        asks="install",
        touches="python",
    ),
)


def commands(situation: Situation) -> tuple[Command, ...]:
    """It is written into the script; whatever reads such scripts runs it: uv, pipx, or pipwise itself."""
    script = situation.facts.call.file or "SCRIPT.py"
    names = tuple(one.text for one in situation.intent.requirements if one.kind == "named")
    if not names:
        return ()
    return (
        command("pipwise", "install", "--for", script, *names),
        command("pipwise", "run", script, needs=("network",)),
    )
