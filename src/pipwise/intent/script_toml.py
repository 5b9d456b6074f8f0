"""The array ``dependencies`` of a TOML document: where it and its elements stand, so that the rest need not be touched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipwise.model.value import NamedTuple

_KEY = re.compile(r"""[ \t]*(?:dependencies|"dependencies"|'dependencies')[ \t]*=[ \t]*\[""")
_TABLE = re.compile(r"[ \t]*\[")
_QUOTES = ('"""', "'''", '"', "'")


class Token(NamedTuple):
    """A string, a comment, or one character."""

    kind: str
    start: int
    end: int


class Array(NamedTuple):
    """Where an array stands."""

    opens: int
    closes: int
    elements: tuple[tuple[int, int], ...]


def find_array(text: str) -> tuple[Array | None, int]:
    """(the array, or None; where a new key can be written: after the last one that is in no table)."""
    at = last = 0
    while at < len(text):
        found = _KEY.match(text, at)
        if found:
            return _array(text, found.end() - 1), at
        if _TABLE.match(text, at):
            break
        end = _line_end(text, at)
        line = text[at:end].strip()
        at = end
        last = end if line and not line.startswith("#") else last
    return None, last


def tokens(text: str, at: int) -> Iterator[Token]:
    """From a place outside of any string on."""
    while at < len(text):
        quote = next((one for one in _QUOTES if text.startswith(one, at)), "")
        if quote:
            end = _string_end(text, at, quote)
            yield Token("string", at, end)
        elif text[at] == "#":
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            yield Token("comment", at, end)
        else:
            end = at + 1
            yield Token(text[at], at, end)
        at = end


def quoted(text: str) -> str:
    """A string as TOML writes it: without escapes where one of the two quotes permits that."""
    if '"' in text and "'" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _string_end(text: str, at: int, quote: str) -> int:
    place = at + len(quote)
    while place < len(text):
        if text[place] == "\\" and quote[0] == '"':
            place += 2
        elif text.startswith(quote, place):
            return place + len(quote)
        else:
            place += 1
    return len(text)


def _line_end(text: str, at: int) -> int:
    """Behind the key and value that begin there, over several lines where they do."""
    depth = 0
    for token in tokens(text, at):
        if token.kind in "[{":
            depth += 1
        elif token.kind in "]}":
            depth -= 1
        elif token.kind == "\n" and depth <= 0:
            return token.end
    return len(text)


def _array(text: str, opens: int) -> Array | None:
    elements: list[tuple[int, int]] = []
    depth = 0
    for token in tokens(text, opens):
        if token.kind == "[":
            depth += 1
        elif token.kind == "]":
            depth -= 1
            if not depth:
                return Array(opens, token.start, tuple(elements))
        elif token.kind == "string" and depth == 1:
            elements.append((token.start, token.end))
    return None
