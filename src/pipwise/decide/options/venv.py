"""Into a virtual environment made for it: the project's ``.venv``, or a personal environment outside any project."""

from __future__ import annotations

from pipwise.decide.arguments import for_environment
from pipwise.decide.questions.environment import base_interpreter, first_fit
from pipwise.decide.reasons import command
from pipwise.decide.rows import row
from pipwise.model.decision import Command, Situation
from pipwise.model.known import Known

NAME = "venv"
RISK = 0
SUMMARY = "make a virtual environment and install into it"
_FILES = ("dockerfile", "workflow", "action")
"""Where a command is not typed: what is to be done is written into the file."""
_NEW = "*-absent|*-broken"
ROWS = (
    row(
        "recommended",
        environment=_NEW,
        asks="install",
        touches="python",
        elsewhere="helps",
        call="!others-file|others-step",
        consumer="!ansible|os-program",
    ),
    row("recommended", environment=_NEW, needed="brings-pip", call="!others-file|others-step"),
    row("possible", environment=_NEW, asks="install"),
    row("recommended", environment=_NEW, asks="make-environment", venv_module="yes", outcome="!allowed"),
)


def commands(situation: Situation) -> tuple[Command, ...]:
    """What does the same without pipwise: in the words of the file that it stands in, else as this Python can."""
    seen, base = first_fit(situation), base_interpreter(situation)
    if seen is None or not base:
        return ()
    if situation.facts.call.standing in _FILES:
        from pipwise.decide.recipe import environment_recipe

        written = environment_recipe(situation)
        if written:
            return written
    target = situation.facts.target
    arguments = for_environment(situation.intent)
    whole = (
        isinstance(target, Known)
        and target.value.interpreter.has_venv
        and target.value.interpreter.has_ensurepip
    )
    install = command(f"{seen.root}/bin/python", "-m", "pip", *arguments, needs=("network",))
    if not whole and arguments[:1] == ("install",) and not situation.sees_system:
        return (command("pipwise", *arguments, needs=("network",)),)
    flags = ("--system-site-packages",) if situation.sees_system else ()
    if _is_uvs(situation):
        fill = command("uv", "pip", "install", "--python", seen.root, *arguments[1:], needs=("uv", "network"))
        return (command("uv", "venv", *flags, seen.root, needs=("uv",)), fill)
    # The table of platforms tells some paths with their variable part left out.
    python = base if base.startswith("/") and "…" not in base else "python3"
    make = command(python, "-m", "venv", *flags, seen.root, needs=() if whole else ("ensurepip",))
    return (make, install) if situation.intent.purpose == "install" else (make,)


def _is_uvs(situation: Situation) -> bool:
    """A Python of uv's, which makes environments with it, asked for by words that uv takes as well."""
    target = situation.facts.target
    owner = target.value.owner if isinstance(target, Known) else None
    plain = not situation.intent.arguments.options and situation.intent.purpose == "install"
    return isinstance(owner, Known) and owner.value.kind == "uv" and plain
