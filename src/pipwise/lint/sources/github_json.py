"""Matrices that are written as JSON inside of an expression: ``${{ fromJSON('["ubuntu-22.04"]') }}``."""

from __future__ import annotations

import json
import re

from pipwise.lint.sources.yaml_nodes import plain
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Node

_LITERAL = re.compile(r"'((?:[^']|'')*)'")
_OTHER = re.compile(r"fromJSON\(\s*(?:inputs|needs|vars|steps|env)\b", re.IGNORECASE)


def values_written(matrix: Node | None, axis: Node | None, name: str) -> list[str]:
    """The values of a name of the matrix in the literals of an expression: of the whole matrix, or of that name alone."""
    found: list[str] = []
    for node in (matrix, axis):
        for value in _literals(plain(node)):
            found += _of(value, name) if node is matrix else _texts(value)
    return found


def _literals(text: str) -> list[object]:
    """JSON values in the expression; of one that comes from elsewhere nothing is known."""
    if "fromjson" not in text.lower() or _OTHER.search(text):
        return []
    found: list[object] = []
    for literal in _LITERAL.findall(text):
        if literal[:1] in ("{", "["):
            try:
                found.append(json.loads(literal.replace("''", "'")))
            except ValueError:
                return []
    return found


def _of(value: object, name: str) -> list[str]:
    if not isinstance(value, dict):
        return []
    own: list[object] = [value.get(name)]
    included = value.get("include")
    own += [one.get(name) for one in included if isinstance(one, dict)] if isinstance(included, list) else []
    return [text for one in own for text in _texts(one)]


def _texts(value: object) -> list[str]:
    every = value if isinstance(value, list) else [value]
    return [one for one in every if isinstance(one, str)]
