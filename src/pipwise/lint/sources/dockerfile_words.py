"""Words of a Dockerfile's own instructions: quoting and variables as BuildKit expands them, JSON lists, flags."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipwise.lint.events import Opaque, Part, Variable, Word
from pipwise.lint.text import Text

_TOKEN = re.compile(
    rb"""(?P<blank>(?:\s|\\\r?\n)+)|(?P<double>"(?:[^"\\]|\\.)*"?)|(?P<single>'[^']*'?)|(?P<escaped>\\.)"""
    rb"""|\$\{(?P<braced>\w+)(?:(?P<operator>:?[-+])(?P<default>[^}]*))?\}|\$(?P<plain>\w+)|(?P<odd>\$\{[^}]*\}?)|(?P<text>[^\s"'\\$]+|.)""",
    re.DOTALL,
)
_VARIABLE = re.compile(r"\$\{(\w+)(?:(:?[-+])([^}]*))?\}|\$(\w+)|\\(.)|\$\{[^}]*\}?", re.DOTALL)
_FLAG = re.compile(rb"(?:\s|\\\r?\n)*(--[a-z]+)(?:=(\S*))?(?=\s|\Z)")
_STRING = re.compile(rb'"((?:[^"\\]|\\.)*)"', re.DOTALL)


def words(text: Text) -> list[Word]:
    """The words of a text, quotes taken away."""
    found: list[Word] = []
    parts: list[Part] = []
    start = 0
    for token in _TOKEN.finditer(text.data):
        if token["blank"] is not None:
            if parts:
                found.append(_word(text, parts, start, token.start()))
            parts, start = [], token.end()
        else:
            parts += _parts(token)
    return [*found, _word(text, parts, start, len(text.data))] if parts else found


def _parts(token: re.Match[bytes]) -> Iterator[Part]:
    name = token["braced"] or token["plain"]
    if name is not None:
        yield _variable(
            name.decode(), (token["operator"] or b"").decode(), _text(token["default"]), quoted=True
        )
    elif token["double"] is not None:
        yield from _inside(_text(token["double"]).strip('"'))
    elif token["single"] is not None:
        yield _text(token["single"]).strip("'")
    elif token["escaped"] is not None:
        yield _text(token["escaped"])[1:]
    elif token["odd"] is not None:
        yield Opaque(_text(token["odd"]))
    else:
        yield _text(token["text"])


def _inside(text: str) -> Iterator[Part]:
    at = 0
    for found in _VARIABLE.finditer(text):
        yield text[at : found.start()]
        if found[5] is not None:
            yield found[5] if found[5] != "\n" else ""
        elif found[1] or found[4]:
            yield _variable(found[1] or found[4], found[2] or "", found[3] or "", quoted=True)
        else:
            yield Opaque(found[0])
        at = found.end()
    yield text[at:]


def _variable(name: str, operator: str, default: str, *, quoted: bool) -> Part:
    if "+" in operator:
        return Opaque(f"${{{name}{operator}{default}}}")
    return Variable(name, default if operator else None, quoted)


def _word(text: Text, parts: list[Part], start: int, end: int) -> Word:
    return Word(tuple(part for part in parts if part) or ("",), text.origin(start), text.origin(end))


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "surrogateescape")


def json_list(text: Text) -> list[Word] | None:
    """The words of the JSON form, or None where it is none: then BuildKit takes the text for a shell's."""
    data = text.data.strip()
    if not (data.startswith(b"[") and data.endswith(b"]")):
        return None
    import json

    try:
        values = json.loads(data.replace(b"\\\n", b"  ").replace(b"\\\r\n", b"   "))
    except ValueError:
        return None
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        return None
    places = [(found.start(1), found.end(1)) for found in _STRING.finditer(text.data)]
    return [
        Word((value,), text.origin(start), text.origin(end))
        for value, (start, end) in zip(values, places, strict=False)
    ]


def without_flags(text: Text) -> tuple[dict[str, str], Text]:
    """``--mount=…`` and its like, and what comes after them."""
    flags: dict[str, str] = {}
    at = 0
    while found := _FLAG.match(text.data, at):
        flags[found[1].decode()] = _text(found[2])
        at = found.end()
    return flags, text.part(at, len(text.data))
