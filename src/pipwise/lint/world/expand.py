"""Words with the variables of the world put in; what stays open stays as it was written."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipwise.lint.events import TURN, Opaque, Part, Variable, Word
from pipwise.lint.world.state import World

_SPLIT = "\x00"
_OPEN = re.compile(r"[$`]|\{\{|\{%|<%")
_INNER = re.compile(r"\$\{?(\w+)\}?")


def expand(world: World, words: tuple[Word, ...]) -> tuple[str, ...]:
    """The words as the program gets them; ``$NAME`` stands for a value that is not known."""
    found: list[str] = []
    for word in words:
        if len(word.parts) == 1 and isinstance(word.parts[0], str):
            found.append(word.parts[0])
            continue
        text = "".join(_part(world.variables, part) for part in word.parts)
        quoted = any(isinstance(part, str) or part_quoted(part) for part in word.parts)
        found += [piece for piece in text.replace(TURN, _SPLIT).split(_SPLIT) if piece or quoted]
    return tuple(found)


def text_of(world: World, word: Word) -> str:
    """One word as one text."""
    return (
        "".join(_part(world.variables, part) for part in word.parts).replace(_SPLIT, " ").replace(TURN, " ")
    )


def is_open(text: str) -> bool:
    """Whether something in a text is not known."""
    return _OPEN.search(text) is not None


def part_quoted(part: Part) -> bool:
    """Whether an empty value leaves an empty word."""
    return isinstance(part, Opaque) or (isinstance(part, Variable) and part.quoted)


def _part(variables: Mapping[str, str | None], part: Part) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Opaque):
        return part.text if is_open(part.text) else f"$({part.text})"
    value = variables.get(part.name)
    if value is None or (not value and part.default):
        if part.default is None or (part.name in variables and value is None):
            return f"${{{part.name}}}"
        value = _INNER.sub(lambda found: variables.get(found[1]) or found[0], part.default)
    return value if part.quoted else _SPLIT.join(value.replace(TURN, " ").split())
