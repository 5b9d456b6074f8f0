"""Programs that a command does not name itself: what ``$(which pip3)`` finds, what each turn of a loop runs."""

from __future__ import annotations

import re

from pipwise.lint.events import TURN, Variable, Word
from pipwise.lint.world.state import World

_LOOKED_UP = re.compile(r"(?:\$\(|`) *(?:which|command -v|type -[pP]) +((?:pip|python)[\d.]*) *(?:\)|`)")
_BEFORE = re.compile(r"(?:sudo|env|exec|time|nice|nohup|-\S*|\w+=.*)")

_MOST = 8


def turns(world: World, words: tuple[Word, ...]) -> tuple[str, tuple[str, ...]]:
    """``for p in pip2 pip3; do $p install …``: the variable that names the program, with its values; none for one value."""
    at = next((at for at, word in enumerate(words) if word.parts != ("sudo",)), len(words))
    for part in words[at].parts if at < len(words) else ():
        values = (world.variables.get(part.name) or "").split(TURN) if isinstance(part, Variable) else []
        if isinstance(part, Variable) and part.name != "@" and 1 < len(values) <= _MOST:
            return part.name, tuple(values)
    return "", ()


def by_its_name(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with the program by its name, where its place is asked for; PATH leads there either way."""
    at = next((at for at, word in enumerate(words) if not _BEFORE.fullmatch(word)), -1)
    found = _LOOKED_UP.fullmatch(words[at]) if at >= 0 else None
    return (*words[:at], found[1], *words[at + 1 :]) if found else words
