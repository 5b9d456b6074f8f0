"""Writing text for people: as it stands into a pipe, with a little colour at a terminal."""

from __future__ import annotations

import sys

from pipwise.system.terminal import wants_colour

# Words that carry the meaning; the text says the same without colour.
_STYLES = {
    r"\b(is refused|refused|broken|failed|impossible)\b": "red",
    r"\b(risky|discouraged|harm|Unknown|unknown)\b": "yellow",
    r"\b(recommended|works|done|allowed)\b": "green",
    r"(?m)^\S.*$": "bold",
}


def show(text: str) -> None:
    """Print text; rich is imported only where a terminal that wants colour is there to see it."""
    if not wants_colour():
        print(_encodable(text))
        return
    from rich.console import Console
    from rich.text import Text

    styled = Text(_encodable(text))
    for pattern, style in _STYLES.items():
        styled.highlight_regex(pattern, style)
    Console(highlight=False, soft_wrap=True).print(styled)


def _encodable(text: str) -> str:
    """What the terminal's encoding has no sign for is written as an escape, never as an error."""
    encoding = sys.stdout.encoding or "ascii"
    return text.encode(encoding, "backslashreplace").decode(encoding)
