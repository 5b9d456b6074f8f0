"""Writing text for people: as it stands into a pipe, at a terminal as wide as that is, with a little colour."""

from __future__ import annotations

import sys

from pipwise.system.terminal import columns, speaks_ascii, wants_colour

# Words that carry the meaning; the text says the same without colour.
_STYLES = {
    r"\b(is refused|refused|broken|failed|impossible)\b": "red",
    r"\b(risky|discouraged|harm|Unknown|unknown)\b": "yellow",
    r"\b(recommended|works|done|allowed)\b": "green",
}
# Our own signs, for those who have only ASCII. Somebody else's words are left alone where the terminal can take them.
_PLAIN = str.maketrans({"…": "...", "→": "->", "–": "-", "—": "-", "×": "x", "•": "*"})
_LEAST = 24
# An excerpt of a file, and a change of one: their blanks have a meaning.
_QUOTED = r" *\d* +\| | *(?:[+-]|@@ )"


def show(text: str, *, fold_lines: bool = True) -> None:
    """Print text; rich is imported only where a terminal that wants colour is there to see it."""
    if not wants_colour():
        print(page(text) if fold_lines else printable(text, sys.stdout.encoding))
        return
    from rich.console import Console
    from rich.text import Text

    styled = Text()
    for at, line in enumerate(printable(text, sys.stdout.encoding).split("\n")):
        shown = wrapped(line, columns(1)) if fold_lines else line
        styled.append("\n" if at else "")
        # A heading is one in all the lines that it takes.
        styled.append(shown, style="bold" if line[:1].strip() else "")
    for pattern, style in _STYLES.items():
        styled.highlight_regex(pattern, style)
    Console(highlight=False, soft_wrap=True).print(styled)


def page(text: str) -> str:
    """Text for standard output as it can be read there."""
    clean = printable(text, sys.stdout.encoding)
    width = columns(1)
    return "\n".join(wrapped(line, width) for line in clean.split("\n")) if width else clean


def printable(text: str, encoding: str | None) -> str:
    """Text that any terminal can take: what it has no sign for as an escape, and no control characters of somebody else's."""
    plain = text.isascii() and text.replace("\n", "").replace("\t", "").isprintable()
    if plain:
        return text
    clean = "".join(one if one.isprintable() or one in "\n\t" else _escaped(one) for one in text)
    known = encoding or "ascii"
    if speaks_ascii() or _lacks(clean, known):
        clean = clean.translate(_PLAIN)
    return clean.encode(known, "backslashreplace").decode(known)


def wrapped(text: str, width: int) -> str:
    """A line as lines of that width; what stands in columns, two blanks apart, or is for pasting stays in one line."""
    bare = text.lstrip(" ")
    if width < _LEAST or len(text) <= width or "  " in bare:
        return text
    import re

    from pipwise.render.wrapped import fold, is_command

    if is_command(bare) or re.match(_QUOTED, text):
        return text
    indent = " " * (len(text) - len(bare))
    return "\n".join(fold(bare.split(" "), width, indent, f"{indent}  "))


def _lacks(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return True
    return False


def _escaped(sign: str) -> str:
    """A byte that is not UTF-8 (PEP 383) as the byte that it is."""
    return f"\\x{ord(sign) - 0xDC00:02x}" if "\udc80" <= sign <= "\udcff" else repr(sign)[1:-1]
