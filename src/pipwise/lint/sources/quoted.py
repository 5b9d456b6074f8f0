"""Strings of languages that quote with a backslash (Groovy, HCL, JSON), with the place of each of their bytes."""

from __future__ import annotations

from pipwise.lint.text import Text


def unquoted(text: Text, at: int, quoted: bytes) -> Text:
    """A string without its quotes and escapes; each byte knows its place."""
    width = 3 if quoted[:3] in (b"'''", b'"""') else 1
    data, pieces = bytearray(), [(0, text.origin(at + width))]
    offset, end = width, len(quoted) - width
    while offset < end:
        if quoted[offset] == ord("\\") and offset + 1 < end and quoted[offset + 1] != ord("\n"):
            offset += 1
            pieces.append((len(data), text.origin(at + offset)))
            escaped = {ord("n"): ord("\n"), ord("t"): ord("\t")}.get(quoted[offset], quoted[offset])
            data.append(escaped)
        else:
            data.append(quoted[offset])
        offset += 1
    return Text(bytes(data), tuple(pieces))


def in_double_quotes(text: Text) -> Text:
    """What a shell makes of a text in double quotes, with its variables as they are: the program that gets it has them, too."""
    data, pieces = bytearray(), [(0, text.origin(0))]
    at = 0
    while at < len(text.data):
        byte = text.data[at]
        if byte == ord("\\") and text.data[at + 1 : at + 2] in (b'"', b"\\", b"$", b"`"):
            at += 1
            pieces.append((len(data), text.origin(at)))
            byte = text.data[at]
        data.append(byte)
        at += 1
        if byte == ord("\n"):
            pieces.append((len(data), text.origin(at)))
    return Text(bytes(data), tuple(pieces))
