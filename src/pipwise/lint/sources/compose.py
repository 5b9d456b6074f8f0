"""Compose files: what services run, and Dockerfiles that stand in them (the Compose specification)."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.events import Command, Event, Isolated
from pipwise.lint.reading import Reading
from pipwise.lint.sources import dockerfile
from pipwise.lint.sources.pieces import Pieces
from pipwise.lint.sources.yaml_nodes import Document, child, items, kind_of, pairs
from pipwise.lint.text import Text
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Node


def read(text: Text, path: str) -> Reading:
    """The events of every service."""
    document = Document(text)
    pieces = Pieces(document, "dockerfile")
    events = [
        event
        for root in document.roots
        for name, service in pairs(child(root, "services"))
        for event in _service(pieces, name, service, path)
    ]
    return pieces.reading(events)


def _service(pieces: Pieces, name: str, service: Node, path: str) -> Iterator[Event]:
    inline = child(service, "build", "dockerfile_inline")
    if inline is not None:
        found = dockerfile.read(pieces.document.script(inline), path)
        pieces.problems += found.problems
        yield from found.events
    elif child(service, "image") is not None:
        yield pieces.machine(child(service, "image"), service, name)
        yield from pieces.variables(child(service, "environment"))
    else:
        return
    for key in ("entrypoint", "command"):
        node = child(service, key)
        if kind_of(node) == "scalar":
            yield from pieces.script(items(node))
        elif node is not None and kind_of(node) == "sequence" and node.value:
            words = tuple(pieces.document.word(one) for one in items(node))
            start, end = pieces.document.place(node)
            yield Isolated((Command(words, start, end),), "none", start, end)
