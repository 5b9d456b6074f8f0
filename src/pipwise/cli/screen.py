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
    clean = printable(text, sys.stdout.encoding)
    if not wants_colour():
        print(clean)
        return
    from rich.console import Console
    from rich.text import Text

    styled = Text(clean)
    for pattern, style in _STYLES.items():
        styled.highlight_regex(pattern, style)
    Console(highlight=False, soft_wrap=True).print(styled)


def printable(text: str, encoding: str | None) -> str:
    """Text that any terminal can take: what it has no sign for as an escape, and no control characters of somebody else's."""
    plain = text.isascii() and text.replace("\n", "").replace("\t", "").isprintable()
    clean = (
        text
        if plain
        else "".join(one if one.isprintable() or one in "\n\t" else _escaped(one) for one in text)
    )
    known = encoding or "ascii"
    return clean.encode(known, "backslashreplace").decode(known)


def wrapped(text: str, width: int) -> str:
    """A sentence in lines of that width; what stands in columns, two spaces apart, is for pasting and stays in one line."""
    if not width or len(text) <= width or "  " in text:
        return text
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(" ")
        lines[-1] += f" {word}" if lines[-1] else word
    return "\n".join(lines)


def _escaped(sign: str) -> str:
    """A byte that is not UTF-8 (PEP 383) as the byte that it is."""
    return f"\\x{ord(sign) - 0xDC00:02x}" if "\udc80" <= sign <= "\udcff" else repr(sign)[1:-1]
