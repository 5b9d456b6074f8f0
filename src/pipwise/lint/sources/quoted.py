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
