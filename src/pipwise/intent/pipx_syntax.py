"""What a command of pipx takes, as a value."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.model.intent import Problem
from pipwise.model.value import NamedTuple

USAGE = 2


class Option(NamedTuple):
    """One option of one command."""

    name: str
    takes: str
    """'' for nothing, ``=`` for a value, ``*`` for repeated values, ``+`` for several words."""
    choices: tuple[str, ...] = ()
    group: int = 0
    """Options of one group other than 0 exclude one another."""


class Grammar(NamedTuple):
    """What one command takes."""

    options: Mapping[str, Option]
    """``--long`` and ``-s`` → option."""
    operands: tuple[str, ...]
    """Names with ``+``, ``*`` or ``…`` behind them for how many words they take."""


class Refused(Exception):
    """What argparse stops at."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.problem = Problem(code, USAGE, text)


def is_option(word: str) -> bool:
    """What argparse takes for an option: a dash in front, more behind it, no blank in it."""
    return word.startswith("-") and word != "-" and not (" " in word and not word.startswith("--"))
