"""Into a Python that belongs to the caller: the one that runs the command, or one to be had in its place."""

from __future__ import annotations

from pipwise.decide.reasons import command, in_words
from pipwise.decide.rows import row
from pipwise.model.decision import Command, Situation
from pipwise.model.known import Known

NAME = "own-python"
RISK = 1
SUMMARY = "use a Python that is yours"
_YOURS = "environment|pyenv|image|user|python.org|conda"
ROWS = (
    row(
        "recommended",
        owner=_YOURS,
        outcome="allowed",
        asks="install",
        environment="!asked-*|*-works",
    ),
    row("possible", owner=_YOURS, outcome="allowed", asks="install"),
    row("recommended", call="others-step", outcome="!allowed"),
    row(
        "recommended",
        start="hosted-runner",
        call="own-file",
        subject="!application|applications|own-command",
        asks="install",
        outcome="!allowed",
    ),
    row(
        "recommended",
        start="alpine-image",
        call="own-file",
        subject="project|requirements",
        outcome="!allowed",
        consumer="!ansible|os-program",
    ),
    row(
        "recommended",
        start="alpine-image",
        call="own-file",
        needed="brings-pip",
        outcome="!allowed",
    ),
    row("possible", start="hosted-runner|foreign-shell|image|alpine-image", asks="install"),
)


def commands(situation: Situation) -> tuple[Command, ...]:
    """The command as it is where the Python is the caller's; elsewhere the line that brings such a Python."""
    if situation.outcome.verdict == "allowed":
        return (command(*situation.intent.invocation.words, needs=("network",)),)
    disposable = situation.facts.host.disposable
    runner = isinstance(disposable, Known) and disposable.value.kind == "hosted-runner"
    if runner or situation.facts.call.standing in ("workflow", "action"):
        step = "- uses: actions/setup-python@v6\n  with:\n    python-version: '3.x'"
        return (in_words("github-actions", step),)
    system = situation.facts.host.os
    alpine = isinstance(system, Known) and "alpine" in (system.value.id, *system.value.like)
    return (in_words("dockerfile", f"FROM python:3-{'alpine' if alpine else 'slim'}"),)
