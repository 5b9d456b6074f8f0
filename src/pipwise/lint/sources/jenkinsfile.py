"""Jenkinsfiles: agents and the ``sh`` steps of a declarative or scripted pipeline; each ``sh`` is a shell of its own.

Groovy is not parsed: images, agents and the strings of ``sh`` are found where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipwise.lint.events import Event, Isolated, Machine, Word
from pipwise.lint.reading import Problem, Reading
from pipwise.lint.sources.quoted import unquoted
from pipwise.lint.sources.shell import events_of
from pipwise.lint.sources.yaml_nodes import open_parts
from pipwise.lint.text import Text

CONTEXT = "ci"
_COMMENT = re.compile(rb"^[ \t]*//[^\n]*|^[ \t]*/\*.*?\*/", re.DOTALL | re.MULTILINE)
_STRING = rb"""(?:'''.*?'''|\"\"\".*?\"\"\"|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")"""
_FOUND = re.compile(
    rb"\bimage\s*[:(]?\s*(?P<image>" + _STRING + rb")"
    rb"|\bdocker\.image\(\s*(?P<scripted>" + _STRING + rb")"
    rb"|\bdocker\s+(?P<short>" + _STRING + rb")"
    rb"|\b(?:sh|bash)\s*\(?\s*(?:[\w:,\s]*?\bscript\s*:\s*)?(?P<sh>" + _STRING + rb")"
    rb"|\b(?P<agent>agent\s+(?:any|none|\{\s*label\b)|node\s*[({])",
    re.DOTALL,
)


def read(text: Text, path: str) -> Reading:
    """The events of every step, in the order of the file."""
    problems: list[Problem] = []
    data = _COMMENT.sub(lambda found: re.sub(rb"[^\n]", b" ", found[0]), text.data)
    return Reading(tuple(_events(text, data, problems)), tuple(problems))


def _events(text: Text, data: bytes, problems: list[Problem]) -> Iterator[Event]:
    yield Machine(None, CONTEXT, 0, 0, "", "sh")
    for found in _FOUND.finditer(data):
        start, end = text.origin(found.start()), text.origin(found.end())
        named = found["image"] or found["scripted"] or found["short"]
        if named:
            image = named.strip(b"'\"").decode("utf-8", "replace")
            yield Machine(Word(open_parts(image), start, end), CONTEXT, start, end, "", "sh")
        elif found["agent"]:
            yield Machine(None, CONTEXT, start, end, "", "sh")
        else:
            events, unread = events_of(unquoted(text, found.start("sh"), found["sh"]))
            problems += unread
            yield Isolated(events, "sh", start, end)
