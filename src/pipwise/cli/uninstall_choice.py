"""Which of the places that a project is installed in is meant."""

from __future__ import annotations

import sys

from pipwise.cli.words import Own
from pipwise.cli.workshop import say
from pipwise.decide.reasons import quoted
from pipwise.errors import ChoiceNeeded, UsageError
from pipwise.model.lives import Lives
from pipwise.render.uninstall_text import where_line

_NEEDS_ROOT = ("os-package", "override")
_NEAR = ("asked", "active", "image", "project", "plain")
_WAYS = (
    "existing-venv",
    "project-manager",
    "app",
    "user",
    "own-python",
    "override",
    "os-package",
    "script-env",
)


def choose(own: Own, name: str, lives: tuple[Lives, ...], *, terminal: bool) -> Lives:
    """The one that is meant. Raises ``ChoiceNeeded`` where several could be, and nobody is there to be asked.

    What belongs to the place in which it was typed is meant first, and what needs no root before what does.
    """
    if own.via and own.via not in _WAYS:
        raise UsageError(f"--via {own.via}: nothing is removed that way", f"the ways are {', '.join(_WAYS)}")
    found = [one for one in lives if own.via in ("", one.where)]
    if not found:
        there = ", ".join(dict.fromkeys(one.where for one in lives))
        raise ChoiceNeeded(f"{lives[0].project} is not there by way of {own.via}", f"it is by {there}")
    near = [one for one in found if one.role in _NEAR or one.where in ("project-manager", "script-env")]
    free = [one for one in found if one.where not in _NEEDS_ROOT]
    meant = near[:1] or free or found[:1]
    if len(meant) == 1:
        return meant[0]
    say(f"{lives[0].project} is installed in several places:")
    for number, one in enumerate(meant, 1):
        say(f"  {number}. {where_line(one)}")
        say(f"     {command_for(name, one)}")
    return _asked(meant, terminal=terminal)


def command_for(name: str, one: Lives) -> str:
    """The command that means just this place."""
    if one.where == "existing-venv" and one.role == "personal":
        return f"{name} uninstall --env {quoted(one.place.rpartition('/')[2])} {one.project}"
    return f"{name} uninstall --via {one.where} {one.project}"


def _asked(meant: list[Lives], *, terminal: bool) -> Lives:
    if terminal:
        sys.stderr.write(f"Which one? [1-{len(meant)}, nothing for none] ")
        sys.stderr.flush()
        answer = sys.stdin.readline().strip()
        if answer.isdecimal() and 1 <= int(answer) <= len(meant):
            return meant[int(answer) - 1]
        raise ChoiceNeeded("nothing was done", "none of them was chosen")
    raise ChoiceNeeded("nothing was done", "it is not clear which of them is meant", "one of these commands")
