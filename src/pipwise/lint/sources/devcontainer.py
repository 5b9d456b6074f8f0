"""devcontainer.json: the image, and the commands of its life cycle (containers.dev's reference). JSON with comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipwise.lint.events import Command, Event, Isolated, Uses
from pipwise.lint.reading import Reading
from pipwise.lint.sources.pieces import Pieces
from pipwise.lint.sources.yaml_nodes import Document, child, items, kind_of, pairs, plain
from pipwise.lint.text import Text
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Node

_COMMANDS = (
    "onCreateCommand",
    "updateContentCommand",
    "postCreateCommand",
    "postStartCommand",
    "postAttachCommand",
)
_NOISE = re.compile(rb'("(?:\\.|[^"\\\n])*")|//[^\n]*|/\*.*?\*/|,(?=\s*[}\]])|\t', re.DOTALL)


def read(text: Text, path: str) -> Reading:
    """The events of the container's life."""
    data = _NOISE.sub(lambda found: found[1] or re.sub(rb"[^\n]", b" ", found[0]), text.data)
    document = Document(Text(data, text.pieces))
    pieces = Pieces(document, "dockerfile")
    return pieces.reading([event for root in document.roots for event in _container(pieces, root)])


def _container(pieces: Pieces, root: Node) -> Iterator[Event]:
    if not any(child(root, name) is not None for name in _COMMANDS):
        return
    yield pieces.machine(child(root, "image"), root, "", "bash")
    for key in ("containerEnv", "remoteEnv"):
        yield from pieces.variables(child(root, key))
    for name, node in pairs(child(root, "features")):
        if "/python" in name:
            yield Uses("actions/setup-python", (), *pieces.document.place(node))
    for name in _COMMANDS:
        yield from _command(pieces, child(root, name))


def _command(pieces: Pieces, node: Node | None) -> Iterator[Event]:
    """A string is for a shell, a list is one command, a mapping has several that run side by side."""
    if node is None:
        return
    if kind_of(node) == "mapping":
        for _, one in pairs(node):
            yield from _command(pieces, one)
    elif kind_of(node) == "sequence":
        start, end = pieces.document.place(node)
        words = tuple(pieces.document.word(one) for one in items(node) if plain(one))
        yield Isolated((Command(words, start, end),), "none", start, end)
    else:
        yield from pieces.script([node], "bash")
