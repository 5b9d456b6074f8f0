"""The five ways to write a scalar in YAML (1.2, chapters 7.3 and 8.1), turned into its value byte by byte with their places."""

from __future__ import annotations

import re

from pipwise.lint.text import Text

_ESCAPES = {
    "n": b"\n",
    "t": b"\t",
    "0": b"\0",
    "r": b"\r",
    "e": b"\x1b",
    " ": b" ",
    '"': b'"',
    "/": b"/",
    "\\": b"\\",
}
_WIDTHS = {"x": 2, "u": 4, "U": 8}
_FOLD = re.compile(rb"[ \t]*\n[ \t\n]*")


class _Building:
    """Bytes with the place that each run of them came from."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.pieces: list[tuple[int, int]] = []

    def add(self, content: bytes, origin: int) -> None:
        if content:
            last = self.pieces[-1] if self.pieces else None
            if last is None or last[1] + len(self.data) - last[0] != origin:
                self.pieces.append((len(self.data), origin))
            self.data += content

    def text(self, start: int) -> Text:
        return Text(bytes(self.data), tuple(self.pieces) or ((0, start),))


def text_of_scalar(data: bytes, start: int, end: int, value: str, style: str | None) -> Text:
    """The value of a scalar between two offsets, with places in ``data``."""
    raw = data[start:end]
    if style in ("|", ">"):
        return _block(data, start, end, folded=style == ">")
    if style not in ("'", '"') and raw == value.encode("utf-8", "surrogatepass"):
        return Text(raw, ((0, start),))
    found = _Building()
    inner = (start + 1, end - 1) if style in ("'", '"') else (start, end)
    at = inner[0]
    while at < inner[1]:
        at = _one(found, data, at, inner[1], style)
    return found.text(start)


def _one(found: _Building, data: bytes, at: int, end: int, style: str | None) -> int:
    """The next character, escape or fold; the offset behind it."""
    fold = _FOLD.match(data, at, end) if data[at : at + 1] in b" \t\n" else None
    if fold and b"\n" in fold[0]:
        breaks = fold[0].count(b"\n")
        found.add(b" " if breaks == 1 else b"\n" * (breaks - 1), at)
        return fold.end()
    if style == "'" and data[at : at + 2] == b"''":
        found.add(b"'", at)
        return at + 2
    if style == '"' and data[at : at + 1] == b"\\":
        return _escape(found, data, at)
    found.add(data[at : at + 1], at)
    return at + 1


def _escape(found: _Building, data: bytes, at: int) -> int:
    name = chr(data[at + 1]) if at + 1 < len(data) else ""
    if name == "\n":
        following = re.compile(rb"[ \t]*").match(data, at + 2)
        return following.end() if following else at + 2
    width = _WIDTHS.get(name)
    if width:
        try:
            character = chr(int(data[at + 2 : at + 2 + width], 16))
        except (ValueError, OverflowError):
            character = "?"
        found.add(character.encode("utf-8", "surrogatepass"), at)
        return at + 2 + width
    found.add(_ESCAPES.get(name, name.encode()), at)
    return at + 2


def _block(data: bytes, start: int, end: int, *, folded: bool) -> Text:
    """A block scalar: its lines without their common indentation; folded, two lines at the same depth become one."""
    at = data.find(b"\n", start, end) + 1
    header = data[start : at or end]
    if not at:
        return Text(b"", ((0, start),))
    lines: list[tuple[int, bytes]] = []
    while at < end:
        following = data.find(b"\n", at, end)
        following = end if following < 0 else following + 1
        lines.append((at, data[at:following]))
        at = following
    indent = _indent(lines, header, data, start)
    found = _Building()
    for position, (offset, line) in enumerate(lines):
        cut = min(indent, len(line) - len(line.lstrip(b" ")))
        content = line[cut:]
        after = lines[position + 1][1][indent:] if position + 1 < len(lines) else b""
        if (
            folded
            and content.strip()
            and content[:1] not in b" \t"
            and after.strip()
            and after[:1] not in b" \t"
        ):
            content = content.rstrip(b"\r\n") + b" "
        found.add(content, offset + cut)
    return found.text(start)


def _indent(lines: list[tuple[int, bytes]], header: bytes, data: bytes, start: int) -> int:
    """The indentation of the first line that is not blank, unless the header has a number."""
    named = re.match(rb"[|>][-+]?([1-9])", header)
    if named:
        line = data[data.rfind(b"\n", 0, start) + 1 : start]
        return len(line) - len(line.lstrip(b" -")) + int(named[1])
    first = next((line for _, line in lines if line.strip()), b"")
    return len(first) - len(first.lstrip(b" "))
