"""Words of a shell command: what is fixed, what is a variable, and what only a run would tell."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipwise.lint.events import Opaque, Part, Variable, Word
from pipwise.lint.text import Text
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

_BARE = re.compile(rb"[\w./:=@%+,^-]+")
"""A word that means itself: most do."""
_ESCAPED = re.compile(r"\\(\n|.)", re.DOTALL)
_IN_STRING = re.compile(r'\\([$`"\\\n])')
_BRACED = re.compile(r"\$\{([A-Za-z_]\w*)(?::?([-=])([^{}]*))?\}\Z", re.DOTALL)
_NAMED = re.compile(r"\$([A-Za-z_]\w*|\d|@)\Z")
_PARTS = (
    "simple_expansion",
    "expansion",
    "command_substitution",
    "arithmetic_expansion",
    "process_substitution",
)
TEMPLATE = re.compile(rb"\$\{\{.*?\}\}|\{\{.*?\}\}|\{%.*?%\}|<%.*?%>", re.DOTALL)
"""What Actions, Jinja and ERB fill in before a shell sees it."""

_CLOSERS = (b"}}", b"%}", b"%>")


def templates_in(data: bytes) -> tuple[tuple[int, int], ...]:
    """Where expressions of templates stand."""
    if not any(one in data for one in _CLOSERS):
        return ()
    return tuple(found.span() for found in TEMPLATE.finditer(data))


_DEFAULT = re.compile(rb"(\$\{\w+(?::?[-=+?]|[#%]{1,2}|/{1,2}))([^{}$`\"'\n]*)(?=\})")


def _plain(found: re.Match[bytes]) -> bytes:
    """The grammar stumbles over some signs in ``${NAME:-a;b}`` that mean nothing there."""
    return found[1] + re.sub(rb"[^\w]", b"_", found[2])


class Words:
    """Makes words of the nodes of one text."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.masked = templates_in(text.data)

    @property
    def parsed(self) -> bytes:
        """The text with templates as words of the same length, which the grammar can read."""
        # A shell drops NUL, and the grammar stumbles over many of them.
        data = bytearray(_DEFAULT.sub(_plain, self.text.data).replace(b"\0", b" "))
        for start, end in self.masked:
            data[start:end] = bytes(byte if byte == 10 else 88 for byte in data[start:end])
        return bytes(data)

    def raw(self, node: Node) -> str:
        """The node's text as it stands in the file."""
        return self.text.data[node.start_byte : node.end_byte].decode("utf-8", "surrogateescape")

    def word(self, node: Node) -> Word:
        """The word of a node."""
        return self.joined((node,))

    def joined(self, nodes: tuple[Node, ...]) -> Word:
        """One word of adjacent nodes."""
        start, end = nodes[0].start_byte, nodes[-1].end_byte
        if not self.masked and _BARE.fullmatch(self.text.data, start, end):
            parts: list[Part] = [self.text.data[start:end].decode("ascii")]
            return Word(tuple(parts), self.text.origin(start), self.text.origin(end))
        parts = [part for node in nodes for part in self._parts(node, quoted=False)]
        before = bisect_left(self.masked, (end,)) if self.masked else 0
        if before and self.masked[before - 1][1] > start:
            parts = [Opaque(self.text.data[start:end].decode("utf-8", "replace"))]
        return Word(_merged(parts), self.text.origin(start), self.text.origin(end))

    def _parts(self, node: Node, *, quoted: bool) -> list[Part]:
        kind = node.type
        if kind in _PARTS:
            return [self._expansion(self.raw(node), quoted=quoted)]
        if kind == "string":
            return self._string(node)
        if kind == "raw_string":
            return [self.raw(node)[1:-1]]
        if kind == "ansi_c_string":
            return [_ESCAPED.sub(r"\1", self.raw(node)[2:-1])]
        if kind in ("concatenation", "variable_assignment", "command_name", "translated_string"):
            return self._children(node)
        return [_ESCAPED.sub(lambda found: "" if found[1] == "\n" else found[1], self.raw(node))]

    def _children(self, node: Node) -> list[Part]:
        """The parts of all children, and what stands between them (``=``)."""
        return [part for child in node.children for part in self._parts(child, quoted=False)]

    def _string(self, node: Node) -> list[Part]:
        """Blanks between two expansions are no node of their own, so the gaps are read from the text."""
        parts: list[Part] = []
        at, data = node.start_byte + 1, self.text.data
        for child in node.children:
            if child.type in _PARTS:
                parts.append(_unescaped(data[at : child.start_byte]))
                parts.append(self._expansion(self.raw(child), quoted=True))
                at = child.end_byte
        return [*parts, _unescaped(data[at : max(at, node.end_byte - 1)])]

    @staticmethod
    def _expansion(raw: str, *, quoted: bool) -> Part:
        named = _NAMED.match(raw) or _BRACED.match(raw)
        if named is None:
            return Opaque(raw)
        default = named[3] if named.re is _BRACED and named[2] else None
        return Variable(named[1], default.strip("\"'") if default else default, quoted)


def _unescaped(data: bytes) -> str:
    text = data.decode("utf-8", "surrogateescape")
    return _IN_STRING.sub(lambda found: "" if found[1] == "\n" else found[1], text)


def _merged(parts: list[Part]) -> tuple[Part, ...]:
    """Neighbouring texts as one; an empty word keeps one empty text."""
    merged: list[Part] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        elif part or not isinstance(part, str):
            merged.append(part)
    return tuple(merged) or ("",)
