"""What the words of ``marker`` are about: an action, and a Python or a file."""

from __future__ import annotations

from pipwise.cli.asked import python_and_rest
from pipwise.cli.session import live_look, pip_words
from pipwise.cli.words import Own
from pipwise.errors import CouldNotLook, UsageError
from pipwise.facts.marked import Marked, marked
from pipwise.facts.probe import probe
from pipwise.intent import read_intent
from pipwise.model.known import Unknown
from pipwise.model.value import NamedTuple
from pipwise.system.look import Look

ACTIONS = ("show", "check", "remove", "restore", "write")


class Asked(NamedTuple):
    """The words, taken apart."""

    action: str
    python: str
    """``--python``, or ''."""
    contact: str
    """``--contact``, or ''."""
    file: str
    """A file to be checked, or ''."""


def read_words(words: tuple[str, ...]) -> Asked:
    """Raises ``UsageError`` for words that do not fit the action."""
    python, rest = python_and_rest(words)
    contact, rest = _option("--contact", rest)
    action = rest[0] if rest else "show"
    operands = rest[1:]
    if action not in ACTIONS:
        raise UsageError(f"marker has no action {action!r}", f"the actions are {', '.join(ACTIONS)}")
    strange = next((word for word in operands if word.startswith("-")), "") or (
        operands[-1] if len(operands) > (action == "check") else ""
    )
    if strange or (contact and action != "write") or (operands and python):
        what = strange or ("--contact" if contact else operands[0])
        raise UsageError(f"marker {action} does not take {what}", hint="pipwise marker --help")
    if "\n" in contact:
        raise UsageError("--contact is one line")
    return Asked(action, python, contact, operands[0] if operands else "")


def look_at_marker(own: Own, asked: Asked) -> tuple[Look, Marked]:
    """The Python that is meant, with its marker. Raises ``CouldNotLook`` where none answers."""
    look = live_look(own)
    facts = probe(look, read_intent(pip_words(look, ("install", "something"), asked.python)))
    found = marked(look, facts)
    if isinstance(found, Unknown):
        hint = "" if asked.python else "name one: pipwise marker --python /usr/bin/python3"
        raise CouldNotLook("there is no Python here that answers", found.why, hint)
    return look, found


def _option(name: str, words: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    value, rest, queue = "", [], list(words)
    while queue:
        word = queue.pop(0)
        if word == name:
            if not queue:
                raise UsageError(f"{name} needs a value")
            value = queue.pop(0)
        elif word.startswith(f"{name}="):
            value = word.partition("=")[2]
        else:
            rest.append(word)
    return value, tuple(rest)
