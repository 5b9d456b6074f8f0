"""Jupyter notebooks: ``!pip`` and ``%pip`` in cells of code, and cells that are a shell's (``%%bash``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipwise.lint.events import Event, Isolated, Machine
from pipwise.lint.reading import Problem, Reading
from pipwise.lint.sources.quoted import unquoted
from pipwise.lint.sources.shell import events_of
from pipwise.lint.text import Text

_SOURCE = re.compile(rb'"source"\s*:\s*(\[[^\]\[]*(?:\[[^\]]*\][^\]\[]*)*\]|"(?:[^"\\]|\\.)*")', re.DOTALL)
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_MAGIC = re.compile(
    rb"^[ \t]*(?:([!%])\1?[ \t]*(?=(?:sudo |python3? -m )?(?:pip|uv|conda|apt)\b)|!)", re.MULTILINE
)


def read(text: Text, path: str) -> Reading:
    """The commands of every cell, in the order of the file; the kernel is somebody's machine."""
    problems: list[Problem] = []
    events: list[Event] = [Machine(None, "notebook", 0, 0)]
    for source in _SOURCE.finditer(text.data):
        for body, shell in _texts(text, source):
            found, odd = events_of(body)
            problems += odd
            events.append(Isolated(found, shell, body.origin(0), body.origin(len(body.data))))
    return Reading(tuple(events), tuple(problems))


def _texts(text: Text, source: re.Match[bytes]) -> Iterator[tuple[Text, str]]:
    strings = [(source.start(1) + found.start(), found[0]) for found in _STRING.finditer(source[1])]
    lines = [unquoted(text, at, quoted) for at, quoted in strings]
    if lines and re.match(rb"%%(bash|sh|script bash|shell)\b", lines[0].data):
        for line in lines[1:]:
            yield line, "bash"
        return
    for line in lines:
        for found in _MAGIC.finditer(line.data):
            end = line.data.find(b"\n", found.end())
            yield line.part(found.end(), end if end >= 0 else len(line.data)), "sh"
