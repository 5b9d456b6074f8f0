"""A command as the world sees it, and what is noted of it for rules and sites."""

from __future__ import annotations

from pipwise.lint.events import Command
from pipwise.lint.world.state import World
from pipwise.model.intent import Invocation
from pipwise.model.value import NamedTuple


class Call(NamedTuple):
    """One command with its words as the program would get them."""

    command: Command
    words: tuple[str, ...]
    invocation: Invocation
    name: str
    """The program without its directory."""
    stdin: str = ""
    """What is piped or redirected into it, where that is known."""
    become: str = ""
    open: str = ""
    """The variable that names the program, where only a run tells its value."""

    @property
    def arguments(self) -> tuple[str, ...]:
        """What follows the program."""
        return self.invocation.arguments


class Effect(NamedTuple):
    """Something that a rule may want to look at, with the world before it."""

    kind: str
    """``call`` (an installer), ``marker``, ``setting``, ``venv``, ``activated``, ``packages``, ``setup``, ``test``, ``text``."""
    call: Call
    world: World
    start: int
    end: int
    detail: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """One detail, or ''."""
        return dict(self.detail).get(name, "")


def operands(words: tuple[str, ...], valued: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The words that are no options; ``valued`` are the options that take the next word."""
    found, skip = [], False
    for word in words:
        if skip:
            skip = False
        elif word in valued:
            skip = True
        elif not word.startswith("-") or word == "-":
            found.append(word)
    return tuple(found)
