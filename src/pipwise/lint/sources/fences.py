"""The blocks of code in a document: Markdown's fences, reST's directives and literal blocks, AsciiDoc's listings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipwise.model.value import NamedTuple

_FENCE = re.compile(rb"^([ \t>]*)(`{3,}|~{3,})[ \t]*\{?\.?([\w+#-]*)[^\n]*$")
_DIRECTIVE = re.compile(
    rb"^([ \t]*)\.\. (?:code-block|code|sourcecode|prompt|console)::[ \t]*([\w+-]*)[^\n]*$"
)
_LITERAL = re.compile(rb"^([ \t]*)(?!\.\. )[^\n]*::[ \t]*$")
_LISTING = re.compile(rb"^\[source,? *([\w+-]*)[^\n]*\]$")


class Fence(NamedTuple):
    """One block: its language as it is written, and where its text begins and ends."""

    language: str
    start: int
    end: int


class _Lines:
    """Lines with their places."""

    def __init__(self, data: bytes) -> None:
        self.lines = data.split(b"\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def fence(self, language: bytes, first: int, last: int) -> Fence:
        """The block of some lines."""
        end = min(self.starts[last], self.starts[-1] - 1)
        return Fence(
            language.decode("ascii", "replace").lower(), self.starts[first], max(end, self.starts[first])
        )


def fences(data: bytes, path: str) -> Iterator[Fence]:
    """The blocks of a document, by the rules of its kind."""
    lines = _Lines(data)
    if path.endswith(".rst"):
        yield from _directives(lines)
    elif path.endswith((".adoc", ".asciidoc")):
        yield from _listings(lines)
    else:
        yield from _fences(lines)


def _fences(lines: _Lines) -> Iterator[Fence]:
    number = 0
    while number < len(lines.lines):
        found = _FENCE.match(lines.lines[number].rstrip(b"\r"))
        number += 1
        if found is None:
            continue
        first = number
        while number < len(lines.lines) and not lines.lines[number].lstrip(b" \t>").startswith(found[2]):
            number += 1
        yield lines.fence(found[3], first, number)
        number += 1


def _directives(lines: _Lines) -> Iterator[Fence]:
    number = 0
    while number < len(lines.lines):
        line = lines.lines[number].rstrip(b"\r")
        found = _DIRECTIVE.match(line) or _LITERAL.match(line)
        number += 1
        if found is None:
            continue
        first = number
        while number < len(lines.lines) and (
            not lines.lines[number].strip() or _indent(lines.lines[number]) > len(found[1])
        ):
            number += 1
        body = first
        while body < number and (
            not lines.lines[body].strip() or lines.lines[body].lstrip().startswith(b":")
        ):
            body += 1
        if body < number:
            yield lines.fence(found[2] if found.re is _DIRECTIVE else b"", body, number)


def _listings(lines: _Lines) -> Iterator[Fence]:
    language, number = b"", 0
    while number < len(lines.lines):
        line = lines.lines[number].rstrip()
        number += 1
        found = _LISTING.match(line)
        if found:
            language = found[1]
        elif line in (b"----", b"....") or line.startswith(b"```"):
            first = number
            while number < len(lines.lines) and lines.lines[number].rstrip() != line[:4].rstrip(
                b"abcdefghijklmnopqrstuvwxyz"
            ):
                number += 1
            yield lines.fence(language or line[3:], first, number)
            language, number = b"", number + 1


def _indent(line: bytes) -> int:
    return len(line) - len(line.lstrip(b" \t"))
