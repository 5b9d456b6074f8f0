"""``--user``: into the caller's own site directory of somebody else's Python."""

from __future__ import annotations

from pipwise.decide.arguments import for_environment
from pipwise.decide.reasons import command
from pipwise.decide.rows import row
from pipwise.model.decision import Command, Situation
from pipwise.model.known import Known

NAME = "user"
RISK = 4
SUMMARY = "install into the user site (--user)"
ROWS = (row("discouraged", marker="absent|not-a-file", user_site="yes", asks="install"),)


def commands(situation: Situation) -> tuple[Command, ...]:
    """The same command with ``--user``, by the target's own pip."""
    argv = words(situation)
    return (command(*argv, needs=("network",)),) if argv else ()


def words(situation: Situation) -> tuple[str, ...]:
    """The target's own pip with ``--user``; nothing where there is no target."""
    target = situation.facts.target
    if not isinstance(target, Known):
        return ()
    arguments = for_environment(situation.intent)
    at = arguments.index("--") if "--" in arguments else len(arguments)
    python = target.value.interpreter.executable
    return (python, "-m", "pip", *arguments[:at], "--user", *arguments[at:])
