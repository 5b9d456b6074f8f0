"""``if:`` of a step, as far as the machine alone decides it: ``runner.os == 'macOS'``, ``startsWith(matrix.os, 'ubuntu')``."""

from __future__ import annotations

import re
from collections.abc import Mapping

_TOKEN = re.compile(r"\s*('(?:[^']|'')*'|&&|\|\||[=!]=|[!(),]|[\w.*-]+|\S)")
_DEEPEST = 20
_LONGEST = 400
Value = str | bool | None
"""None: only a run would tell."""


def holds(condition: str, known: Mapping[str, str]) -> bool | None:
    """Whether a condition holds where these contexts have these values; None where that is not all it hangs on."""
    text = condition.strip().removeprefix("${{").removesuffix("}}")
    if len(text) > _LONGEST:
        return None
    reader = _Reader(_TOKEN.findall(text), known)
    found = reader.either(0)
    return found if isinstance(found, bool) and not reader.tokens else None


class _Reader:
    """GitHub's expressions (its reference, "Evaluate expressions"); comparisons of strings ignore case."""

    def __init__(self, tokens: list[str], known: Mapping[str, str]) -> None:
        self.tokens = tokens
        self.known = {name.lower(): value for name, value in known.items()}

    def _next(self, *wanted: str) -> str:
        return self.tokens.pop(0) if self.tokens and (not wanted or self.tokens[0] in wanted) else ""

    def either(self, depth: int) -> Value:
        found = self._both(depth)
        while self._next("||"):
            found = _any(found, self._both(depth))
        return found

    def _both(self, depth: int) -> Value:
        found = self._equal(depth)
        while self._next("&&"):
            other = self._equal(depth)
            found = _not(_any(_not(found), _not(other)))
        return found

    def _equal(self, depth: int) -> Value:
        left = self._one(depth)
        sign = self._next("==", "!=")
        if not sign:
            return left
        right = self._one(depth)
        if not isinstance(left, str) or not isinstance(right, str):
            return None
        return (left.lower() == right.lower()) == (sign == "==")

    def _one(self, depth: int) -> Value:
        word = self._next()
        if depth > _DEEPEST or not word:
            self.tokens = ["?"]
            return None
        if word == "!":
            return _not(self._one(depth + 1))
        if word == "(":
            found = self.either(depth + 1)
            return found if self._next(")") else self._one(_DEEPEST + 1)
        if word[0] == "'":
            return word[1:-1].replace("''", "'")
        if self._next("("):
            return self._call(word.lower(), depth)
        return {"true": True, "false": False}.get(word, self.known.get(word.lower()))

    def _call(self, name: str, depth: int) -> Value:
        given: list[Value] = []
        while not self._next(")"):
            given.append(self.either(depth + 1))
            if not self._next(",") and self.tokens[:1] != [")"]:
                return self._one(_DEEPEST + 1)
        if name in ("always", "success"):
            return True
        if len(given) != 2 or not isinstance(given[0], str) or not isinstance(given[1], str):
            return None
        where, what = given[0].lower(), given[1].lower()
        answers = {
            "startswith": where.startswith(what),
            "endswith": where.endswith(what),
            "contains": what in where,
        }
        return answers.get(name)


def _not(value: Value) -> Value:
    return not value if isinstance(value, bool) else None


def _any(one: Value, other: Value) -> Value:
    if one is True or other is True:
        return True
    return False if one is False and other is False else None
