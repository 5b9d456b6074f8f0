"""Lines for people: at most 80 columns, and no word broken, so that what is meant to be pasted can be."""

from __future__ import annotations

import textwrap

WIDTH = 80


def wrapped(text: str, indent: str, hang: int = 2) -> str:
    """A text as lines; ``indent`` before the first, ``hang`` blanks before the others."""
    return textwrap.fill(
        text.strip(),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=" " * hang,
        break_long_words=False,
        break_on_hyphens=False,
    )
