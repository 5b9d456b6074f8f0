"""What a command of uv takes, as a value, and what clap finds when all of a command line has been read."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.model.intent import Problem, Value
from pipwise.model.value import NamedTuple

USAGE = 2
"""Exit status of everything that clap refuses."""


class Option(NamedTuple):
    """One option in one version of one command."""

    name: str
    kind: str
    """``flag``, ``count``, or what ``uv_values`` knows of a value."""
    many: bool
    """May be given more than once."""
    variable: str
    """Environment variable that stands in for it, or ''."""


class Grammar(NamedTuple):
    """What one command takes."""

    command: str
    spellings: Mapping[str, Option]
    """``--long`` and ``-s``, aliases and hidden ones included."""
    subcommands: Mapping[str, str]
    """Name or alias → the command with that added; empty for a command that does something."""
    operands: int
    """How many operands it takes: -1 for any number, -2 for a command line of its own that ends uv's options."""
    required: tuple[str, ...]
    """``*`` for an operand, or options: one of them has to be there. () for nothing."""
    conflicts: frozenset[tuple[str, str]]


class Refused(Exception):
    """What clap stops at."""

    def __init__(self, code: str, text: str, status: int = USAGE) -> None:
        super().__init__(text)
        self.problem = Problem(code, status, text)


def conflicting(grammar: Grammar, one: str, other: str) -> bool:
    """Whether two options exclude one another."""
    return (min(one, other), max(one, other)) in grammar.conflicts


def validate(grammar: Grammar, given: Mapping[str, Value], operands: tuple[str, ...]) -> Problem | None:
    """What clap finds when all has been read: options that exclude one another, and what is missing."""
    names = [*given, *(["*"] if operands else [])]
    for index, one in enumerate(names):
        for other in names[index + 1 :]:
            if conflicting(grammar, one, other):
                text = f"the argument '--{one}' cannot be used with '--{other}'"
                return Problem("conflicting-options", USAGE, text)
    required = grammar.required
    instead = [one for pair in grammar.conflicts if "*" in pair for one in pair if one != "*"]
    if required and not any(name in names for name in (*required, *instead)):
        text = "the following required arguments were not provided: " + " | ".join(required)
        return Problem("no-requirements", USAGE, text)
    return None
