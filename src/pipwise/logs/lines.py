"""The lines of a stretch of a log as people would read them, each with its number."""

from __future__ import annotations

from collections.abc import Sequence

from pipwise.logs.decorations import undecorated
from pipwise.logs.escapes import BREAK, steps_for
from pipwise.model.value import NamedTuple

LONGEST = 8_000
"""Characters of one line that are read: a log of one line is read in pieces of that."""


class Line(NamedTuple):
    """One line without its decorations; several of them have the same number where a line break was an escape."""

    number: int
    text: str
    step: str = ""
    """BuildKit's number of the step (``#15``), or ''."""


def read_lines(raw: Sequence[bytes], first: int) -> list[Line]:
    """The lines of a stretch that begins with line ``first``."""
    found: list[Line] = []
    steps = steps_for(b"\n".join(raw).decode("utf-8", "replace"))
    for number, one in enumerate(raw, first):
        text = one.decode("utf-8", "replace")
        for step in steps:
            text = step(text)
        for part in text.split(BREAK) if BREAK in text else (text,):
            if not part and found and found[-1].number == number and not found[-1].text:
                continue
            for start in range(0, len(part), LONGEST) if len(part) > LONGEST else (0,):
                buildkit, bare = undecorated(part[start : start + LONGEST])
                found.append(Line(number, bare.rstrip(), buildkit))
    return found
