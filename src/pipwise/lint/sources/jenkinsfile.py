"""Jenkinsfiles: agents and the ``sh`` steps of a declarative or scripted pipeline; each ``sh`` is a shell of its own.

Groovy is not parsed: images, agents and the strings of ``sh`` are found where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipwise.lint.events import Assign, Event, Isolated, Machine, Word
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
    rb"|\b(?P<agent>agent\s+(?:any|none|\{\s*label\b)|node\s*[({])"
    rb"|\b(?P<stage>stages?\s*[({])"
    rb"|^[ \t]*(?P<name>(?:PIP|UV)_[A-Z_]+|PATH|VIRTUAL_ENV)\s*=\s*(?P<value>" + _STRING + rb"|\w+)[ \t;]*$",
    re.DOTALL | re.MULTILINE,
)


def read(text: Text, path: str) -> Reading:
    """The events of every step, in the order of the file."""
    problems: list[Problem] = []
    data = _COMMENT.sub(lambda found: re.sub(rb"[^\n]", b" ", found[0]), text.data)
    return Reading(tuple(_events(text, data, problems)), tuple(problems))


def _events(text: Text, data: bytes, problems: list[Problem]) -> Iterator[Event]:
    yield Machine(None, CONTEXT, 0, 0, "", "sh")
    everywhere: list[Assign] = []
    here: list[Assign] = []
    staged = False
    for found in _FOUND.finditer(data):
        start, end = text.origin(found.start()), text.origin(found.end())
        named = found["image"] or found["scripted"] or found["short"]
        if found["stage"]:
            staged, here = True, []
        elif found["name"]:
            (here if staged else everywhere).append(_variable(found, start, end))
            yield (*everywhere, *here)[-1]
        elif named or found["agent"]:
            image = (
                Word(open_parts(named.strip(b"'\"").decode("utf-8", "replace")), start, end)
                if named
                else None
            )
            yield Machine(image, CONTEXT, start, end, "", "sh")
            yield from (*everywhere, *here)
        else:
            events, unread = events_of(unquoted(text, found.start("sh"), found["sh"]))
            problems += unread
            yield Isolated(events, "sh", start, end)


def _variable(found: re.Match[bytes], start: int, end: int) -> Assign:
    """``environment { PIP_BREAK_SYSTEM_PACKAGES = '1' }``: the pipeline's is every agent's, a stage's is its own."""
    value = found["value"].strip(b"'\"").decode("utf-8", "replace").replace("env.", "")
    return Assign(found["name"].decode("ascii"), Word(open_parts(value), start, end), start, end)
