"""What terminals, JSON and HTML add inside a line, taken out again: a literal table of steps, each for a sign that betrays it."""

from __future__ import annotations

import re
from collections.abc import Callable

BREAK = "\x0b"
"""Stands for a line break that was written as an escape: the number of the line does not change there."""

_ANSI = re.compile(
    r"(?:\x1b|␛|\^\[|\\u001b|\\x1b|\\033|\\e)(?:\[[0-9;:?]*[ -/]*[@-~]|\][^\x07\x1b]{0,200}(?:\x07|\x1b\\)|[@-Z\\^_=>]|\([AB0])"
)
_BARE_ANSI = re.compile(r"\[\d{1,3}(?:;\d{1,3}){0,5}m|\[0?K")
_UNICODE = re.compile(r"\\{1,2}u([0-9a-fA-F]{4})")
_BYTE = re.compile(r"\\x[0-9a-fA-F]{2}")
_TAG = re.compile(
    r"</?(?:br|p|pre|code|span|div|li|ul|td|tr|b|i|em|strong|a|samp)\b[^<>]{0,200}>", re.IGNORECASE
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u2028-\u202e\ufeff]")
_VALUE = re.compile(r"[\"'] ?: ?[\"']")
_ESCAPED = ("\\\\r\\\\n", "\\\\n", "\\r\\n", "\\n")
_SIGNS = (('\\\\"', '"'), ('\\"', '"'), ("\\'", "'"), ("\\\\t", " "), ("\\t", " "), ("\\/", "/"))


def _ansi(text: str) -> str:
    return _BARE_ANSI.sub("", _ANSI.sub("", text))


def _carriage(text: str) -> str:
    return text.replace("\r", BREAK)


def _json(text: str) -> str:
    r"""``\n``, ``\"`` and ``\u00d7`` of JSON, YAML and Python's repr, but not the backslashes of a path."""
    if not _is_escaped(text):
        return text
    for escaped in _ESCAPED:
        text = text.replace(escaped, BREAK)
    for escaped, sign in _SIGNS:
        text = text.replace(escaped, sign)
    return _BYTE.sub("", _UNICODE.sub(lambda found: chr(int(found[1], 16)), text))


def _is_escaped(text: str) -> bool:
    return (
        text.count("\\n") > 1
        or bool(_VALUE.search(text))
        or '\\n"' in text
        or "\\n'" in text
        or "\\u" in text
        or '\\"' in text
    )


def _html(text: str) -> str:
    from html import unescape

    return unescape(_TAG.sub(BREAK, text)).replace("\xa0", " ")


def _control(text: str) -> str:
    return _CONTROL.sub("", text)


STEPS: tuple[tuple[tuple[str, ...], Callable[[str], str]], ...] = (
    (("\x1b", "␛", "^[", "\\u001b", "\\x1b", "\\033", "\\e[", "[0m", "[3", "[1;", "[K"), _ansi),
    (("\r",), _carriage),
    (("\\n", "\\u", '\\"'), _json),
    (("&lt;", "&gt;", "&amp;", "&#", "&quot;", "&nbsp;", "&times;", "<br", "<pre", "<code", "<span"), _html),
    (("",), _control),
)
"""(signs one of which has to be there, what is done then), in this order."""


def steps_for(text: str) -> tuple[Callable[[str], str], ...]:
    """The steps that a stretch of the log needs at all."""
    return tuple(step for signs, step in STEPS if any(sign in text for sign in signs))
