"""The block of metadata in a script (PEP 723): found by the words of its reference expression, with every byte kept."""

from __future__ import annotations

import re

from pipwise.errors import UsageError
from pipwise.model.value import NamedTuple

_OPEN = "# /// script"
_CLOSE = "# ///"
_LINES = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")
# PEP 263: in the first or second line.
_CODING = re.compile(r"^[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+")
BOM = "\ufeff"


class Block(NamedTuple):
    """Where the block stands, in lines, and what it says."""

    first: int
    """The line that opens it."""
    last: int
    """The line that closes it."""
    text: str
    """Its TOML document."""


class Script(NamedTuple):
    """The lines of a file, with their ends as they are; bytes that are no UTF-8 as surrogates (PEP 383)."""

    lines: tuple[str, ...]
    newline: str
    block: Block | None

    def encoded(self) -> bytes:
        """The file again."""
        return "".join(self.lines).encode("utf-8", "surrogateescape")


def read_script(data: bytes, path: str) -> Script:
    """The lines and the block of a file. Raises ``UsageError`` where there are two blocks, or one that is not closed."""
    if b"\0" in data:
        raise UsageError(f"{path} is no script of Python", "there are zero bytes in it")
    lines = tuple(line for line in _LINES.split(data.decode("utf-8", "surrogateescape")) if line)
    first = lines[0] if lines else ""
    newline = first[len(first.rstrip("\r\n")) :] or "\n"
    found = [number for number in range(len(lines)) if bare(lines[number]) == _OPEN]
    blocks: list[Block] = []
    for number in found:
        if not blocks or number > blocks[-1].last:
            blocks.append(_block(lines, number, path))
    if len(blocks) > 1:
        raise UsageError(
            f"{path} has two script blocks",
            f"in lines {blocks[0].first + 1} and {blocks[1].first + 1}, and PEP 723 permits one",
            "remove one of them",
        )
    return Script(lines, newline, blocks[0] if blocks else None)


def head_of(script: Script) -> int:
    """How many lines have to stay in front: the interpreter line, and the one that names the encoding."""
    count = 1 if script.lines and bare(script.lines[0]).startswith("#!") else 0
    for number, line in enumerate(script.lines[:2]):
        if _CODING.match(bare(line)):
            count = number + 1
    return count


def bare(line: str) -> str:
    """A line without its end, and without a byte order mark."""
    return line.rstrip("\r\n").removeprefix(BOM)


def _block(lines: tuple[str, ...], first: int, path: str) -> Block:
    """As greedy as the reference expression: the last line that closes, of all comments that follow without a gap."""
    end = first + 1
    while end < len(lines) and (bare(lines[end]) == "#" or bare(lines[end]).startswith("# ")):
        end += 1
    closing = [number for number in range(first + 1, end) if bare(lines[number]) == _CLOSE]
    if not closing:
        raise UsageError(
            f"the script block of {path} is not closed",
            f"it is opened in line {first + 1}, and no line after it is just {_CLOSE!r}",
            "close it, or remove it",
        )
    content = [bare(line)[2:] for line in lines[first + 1 : closing[-1]]]
    return Block(first, closing[-1], "".join(f"{line}\n" for line in content))
