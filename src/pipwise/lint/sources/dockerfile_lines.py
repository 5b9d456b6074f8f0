"""The instructions of a Dockerfile as BuildKit's parser divides them: continuations, comments, here-documents, directives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipwise.lint.text import Text
from pipwise.model.value import NamedTuple

_DIRECTIVE = re.compile(rb"#\s*escape\s*=\s*(\S)", re.IGNORECASE)
_START = re.compile(rb"\s*([A-Za-z]+)([ \t]+|(?=[\\`\r\n\[])|\Z)")
_HEREDOC = re.compile(rb"<<(-?)\s*([\"']?)([A-Za-z_][\w.]*)\2")
_WITH_HEREDOC = (b"RUN", b"COPY", b"ADD")


class Heredoc(NamedTuple):
    """A here-document of an instruction, without its last line."""

    name: str
    text: Text


class Instruction(NamedTuple):
    """One instruction; ``text`` is what stands after its name, comments blanked, here-documents included."""

    name: str
    text: Text
    start: int
    end: int
    first_line: int
    """How many bytes of ``text`` stand before the first here-document."""
    heredocs: tuple[Heredoc, ...] = ()


def instructions(data: bytes) -> Iterator[Instruction]:
    """Every instruction of a file, in order; lines that are none are left out."""
    lines = data.splitlines(keepends=True)
    escape, number, at = _escape(lines), 0, 3 if data.startswith(b"\xef\xbb\xbf") else 0
    lines[:1] = [line.removeprefix(b"\xef\xbb\xbf") for line in lines[:1]]
    ends = _Ends(lines)
    while number < len(lines):
        begin = number
        found = _START.match(lines[number])
        if found is None or lines[number].lstrip().startswith(b"#"):
            at += len(lines[number])
            number += 1
            continue
        text, number = _continued(lines, number, escape)
        first_line = len(text)
        heredocs: list[tuple[str, int, int]] = []
        if found[1].upper() in _WITH_HEREDOC and b"<<" in text:
            for dash, _, name in _HEREDOC.findall(_unquoted(text)):
                last = ends.find(number, name, stripped=bool(dash))
                if last < 0:
                    continue
                heredocs.append((name.decode(), len(text), len(text) + sum(map(len, lines[number:last]))))
                text += b"".join(lines[number : last + 1])
                number = last + 1
        after = found.end()
        whole = Text(text, ((0, at),))
        yield Instruction(
            found[1].decode().upper(),
            whole.part(after, len(text)),
            at + found.start(1),
            at + len(text.rstrip()),
            first_line - after,
            tuple(Heredoc(name, whole.part(start, end)) for name, start, end in heredocs),
        )
        at += sum(map(len, lines[begin:number]))


def _escape(lines: list[bytes]) -> bytes:
    """The directive stands before everything else."""
    for line in lines[:10]:
        if not line.startswith(b"#"):
            break
        found = _DIRECTIVE.match(line)
        if found:
            return found[1]
    return b"\\"


def _continued(lines: list[bytes], number: int, escape: bytes) -> tuple[bytes, int]:
    """The lines of one instruction, as long as they are, in the words of a shell: comments inside are blanked."""
    text: list[bytes] = []
    while number < len(lines):
        line = lines[number]
        number += 1
        bare = line.rstrip()
        if text and (not bare or bare.lstrip().startswith(b"#")):
            text.append(b" " * len(line))
            continue
        if not bare.endswith(escape):
            text.append(line)
            break
        end = line[len(line.rstrip(b"\r\n")) :]
        blanks = len(line) - len(bare) - len(end)
        text.append(bare[:-1] + b" " * blanks + (b" \\\n" if end == b"\r\n" else b"\\" + (end or b" ")))
    return b"".join(text), number


def _unquoted(text: bytes) -> bytes:
    """Here-strings and shifts are no here-documents."""
    return text.replace(b"<<<", b"   ")


class _Ends:
    """The lines that end here-documents; where the last one of a name stands is found once for the whole file."""

    def __init__(self, lines: list[bytes]) -> None:
        self._lines = lines
        self._last: dict[bytes, int] = {}

    def find(self, number: int, name: bytes, *, stripped: bool) -> int:
        """The line that ends a here-document, or -1."""
        if not self._last:
            self._last = {line.strip(b"\t\r\n"): at for at, line in enumerate(self._lines)}
        for at in range(number, self._last.get(name, -1) + 1):
            line = self._lines[at].rstrip(b"\r\n")
            if (line.lstrip(b"\t") if stripped else line) == name:
                return at
        return -1
