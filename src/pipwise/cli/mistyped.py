"""A command or an option that there is not: what was probably meant, as a line to paste."""

from __future__ import annotations

from collections.abc import Iterable

from pipwise.cli.register import COMMANDS
from pipwise.errors import UsageError

# What other tools call it. A space divides off the words that go with the command.
_ELSEWHERE = {
    "add": "install",
    "upgrade": "install --upgrade",
    "remove": "uninstall",
    "delete": "uninstall",
    "rm": "uninstall",
    "revert": "undo",
    "rollback": "undo",
    "log": "history",
    "explain": "why",
    "search": "name",
    "info": "name",
    "fix": "lint --fix",
    "exec": "run",
    "version": "--version",
    "update": "self update",
}
_PIPS = ("pip", "pip3")


def no_command(verb: str, rest: tuple[str, ...]) -> UsageError:
    """The error for a command that there is not."""
    from pipwise.decide.reasons import quoted

    what = f"there is no command {verb!r}"
    if verb in _PIPS and rest[:1] in (("install",), ("uninstall",)):
        why, words = "it takes pip's words without pip", rest
    else:
        meant = _ELSEWHERE.get(verb) or nearest(verb, COMMANDS)
        if not meant:
            return UsageError(what, f"the commands are {', '.join(COMMANDS)}", "pipwise --help")
        why, words = f"was {meant} meant?", (*meant.split(), *rest)
    return UsageError(what, why, f"pipwise {' '.join(quoted(word) for word in words)}")


def no_option(word: str, names: Iterable[str], owner: str, help_: str) -> UsageError:
    """The error for an option that there is not; ``names`` are those that there are."""
    near = nearest(word.partition("=")[0], names)
    return UsageError(f"{word} is not an option of {owner}", f"was {near} meant?" if near else "", help_)


def nearest(word: str, names: Iterable[str]) -> str:
    """The name that was probably meant, or ''."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(names), n=1, cutoff=0.7)), "")
