"""YAML as nodes with their places in the file, and the text of a scalar with the place of each of its bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipwise.lint.events import Part, Word
from pipwise.lint.reading import NotAnalysed
from pipwise.lint.sources.yaml_scalars import text_of_scalar
from pipwise.lint.text import Offsets, Text
from pipwise.model.value import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from yaml import Node

_STATEMENT = re.compile(rb"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_MISSING = "PyYAML is missing: pip install 'pipwise[lint]'"


class Document:
    """The documents of one file."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.data = text.data
        decoded = _masked(text.data).decode("utf-8", "replace")
        self._offsets = None if text.data.isascii() else Offsets(decoded)
        self.roots = tuple(root for root in _compose(decoded) if root is not None)

    def start(self, node: Node) -> int:
        """The offset in the text of a node."""
        return self._at(node.start_mark.index)

    def end(self, node: Node) -> int:
        """The offset behind a node."""
        return self._at(node.end_mark.index)

    def place(self, node: Node) -> tuple[int, int]:
        """A node's span in the file, without the blank lines behind it."""
        start, end = self.start(node), self.end(node)
        kept = self.data[start:end].rstrip()
        return self.text.origin(start), self.text.origin(start + len(kept))

    def script(self, node: Node) -> Text:
        """A scalar as a text to parse, each byte of which knows its place in the file."""
        found = text_of_scalar(
            self.data, self.start(node), self.end(node), node.value, getattr(node, "style", None)
        )
        return Text(found.data, tuple((here, self.text.origin(there)) for here, there in found.pieces))

    def word(self, node: Node) -> Word:
        """A scalar as one word; what a template or an expression fills in is open."""
        return Word(open_parts(str(node.value)), *self.place(node))

    def _at(self, index: int) -> int:
        return index if self._offsets is None else self._offsets.of(index)


_OPEN = re.compile(r"\$?\{\{.*?\}\}|\$\{\w+\}|\$\w+", re.DOTALL)


def open_parts(value: str) -> tuple[Part, ...]:
    """A text in parts: expressions of templates are open, ``$NAME`` is a variable."""
    from pipwise.lint.events import Opaque, Variable

    parts: list[Part] = []
    at = 0
    for found in _OPEN.finditer(value):
        if found.start() > at:
            parts.append(value[at : found.start()])
        inside = found[0]
        parts.append(Opaque(inside) if "{{" in inside else Variable(inside.strip("${}"), None, True))
        at = found.end()
    if at < len(value):
        parts.append(value[at:])
    return tuple(parts) or ("",)


_MERGED = 200
"""Mappings that are merged into one, at the most: an anchor can name itself."""


def kind_of(node: Node | None) -> str:
    """``mapping``, ``sequence``, ``scalar``, or '' where there is nothing."""
    return str(getattr(node, "id", ""))


def pairs(node: Node | None) -> Iterator[tuple[str, Node]]:
    """The keys of a mapping with their nodes, merges (``<<``) first; nothing of anything else."""
    found = dict(_pairs(node, set()))
    yield from found.items()


def _pairs(node: Node | None, seen: set[int]) -> Iterator[tuple[str, Node]]:
    if node is None or kind_of(node) != "mapping" or id(node) in seen or len(seen) > _MERGED:
        return
    seen.add(id(node))
    for key, value in node.value:
        if kind_of(key) == "scalar" and key.value == "<<":
            for one in value.value if kind_of(value) == "sequence" else [value]:
                yield from _pairs(one, seen)
    for key, value in node.value:
        if kind_of(key) == "scalar" and key.value != "<<":
            yield str(key.value), value


def child(node: Node | None, *path: str) -> Node | None:
    """What stands below a mapping under these keys, one inside the other."""
    for name in path:
        node = _child(node, name)
    return node


def _child(node: Node | None, name: str) -> Node | None:
    """The last of that name; what is merged in is looked for where the mapping itself has none."""
    if node is None or kind_of(node) != "mapping":
        return None
    merges = False
    for key, value in reversed(node.value):
        if key.value == name and kind_of(key) == "scalar" and name != "<<":
            return cast("Node", value)
        merges = merges or key.value == "<<"
    return dict(_pairs(node, set())).get(name) if merges else None


def items(node: Node | None) -> tuple[Node, ...]:
    """The items of a sequence; of a single value, itself; nothing of a mapping."""
    if node is None or kind_of(node) == "mapping":
        return ()
    return tuple(node.value) if kind_of(node) == "sequence" else (node,)


def plain(node: Node | None) -> str:
    """A scalar's value, or ''."""
    return str(node.value) if node is not None and kind_of(node) == "scalar" else ""


def _masked(data: bytes) -> bytes:
    """Statements of a template as blanks of the same length: YAML cannot be read with them."""
    if b"{%" not in data and b"{#" not in data:
        return data
    return _STATEMENT.sub(lambda found: re.sub(rb"[^\n]", b" ", found[0]), data)


def _compose(text: str) -> list[Node | None]:
    try:
        import yaml
    except ImportError as error:
        raise NotAnalysed(_MISSING) from error
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return list(yaml.compose_all(text, loader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 1})" if mark else ""
        why = getattr(error, "problem", None) or str(error).partition("\n")[0]
        raise NotAnalysed(f"it is no YAML that can be read: {why}{where}") from error
    except (RecursionError, ValueError) as error:
        raise NotAnalysed(f"it is no YAML that can be read: {error}") from error
