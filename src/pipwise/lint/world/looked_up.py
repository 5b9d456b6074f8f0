"""``$(which pip3) install``: the program that PATH leads to, named by the one that looks it up."""

from __future__ import annotations

import re

_LOOKED_UP = re.compile(r"(?:\$\(|`) *(?:which|command -v|type -[pP]) +((?:pip|python)[\d.]*) *(?:\)|`)")
_BEFORE = re.compile(r"(?:sudo|env|exec|time|nice|nohup|-\S*|\w+=.*)")


def by_its_name(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with the program by its name, where its place is asked for; PATH leads there either way."""
    at = next((at for at, word in enumerate(words) if not _BEFORE.fullmatch(word)), -1)
    found = _LOOKED_UP.fullmatch(words[at]) if at >= 0 else None
    return (*words[:at], found[1], *words[at + 1 :]) if found else words
