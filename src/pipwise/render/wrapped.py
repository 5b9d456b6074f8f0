"""Lines for people: at most 80 columns, and no word broken, so that what is meant to be pasted can be."""

from __future__ import annotations

WIDTH = 80


def wrapped(text: str, indent: str, hang: int = 2) -> str:
    """A text as lines; ``indent`` before the first, ``hang`` blanks before the others.

    Runs of blanks become one; else it is ``textwrap.fill`` with its breaking off, whose import takes milliseconds.
    """
    lines, line = [], indent
    start = True
    for word in text.split():
        if not start and len(line) + 1 + len(word) > WIDTH:
            lines.append(line)
            line, start = " " * hang, True
        line += word if start else f" {word}"
        start = False
    return "\n".join([*lines, line])
