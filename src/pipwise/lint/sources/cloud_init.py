"""cloud-init's user data: ``bootcmd``, files, packages and ``runcmd``, all by root, on an image that is not told."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.events import Command, Copy, Event, Isolated, Machine, Word
from pipwise.lint.reading import Reading
from pipwise.lint.sources.pieces import Pieces
from pipwise.lint.sources.yaml_nodes import Document, child, items, kind_of, plain
from pipwise.lint.text import Text
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Node

CONTEXT = "cloud-init"


def read(text: Text, path: str) -> Reading:
    """The events of a boot: ``bootcmd``, files, packages, ``runcmd``."""
    document = Document(text)
    pieces = Pieces(document, CONTEXT)
    return pieces.reading([event for root in document.roots for event in _boot(pieces, root)])


def _boot(pieces: Pieces, root: Node) -> Iterator[Event]:
    yield Machine(None, CONTEXT, 0, 0, "", "sh", "root")
    yield from _commands(pieces, child(root, "bootcmd"))
    for one in items(child(root, "write_files")):
        target, content = child(one, "path"), child(one, "content")
        if target is not None and content is not None:
            start, end = pieces.document.place(one)
            yield Copy((), pieces.document.word(target), start, end, None, plain(content))
    named = [one for one in items(child(root, "packages")) if kind_of(one) == "scalar"]
    if named:
        start, end = pieces.document.place(named[0])[0], pieces.document.place(named[-1])[1]
        words = (
            *(Word((word,), start, end) for word in ("apt-get", "install", "-y")),
            *map(pieces.document.word, named),
        )
        yield Isolated((Command(words, start, end),), "sh", start, end)
    yield from _commands(pieces, child(root, "runcmd"))


def _commands(pieces: Pieces, node: Node | None) -> Iterator[Event]:
    """One script of them all; a list is one command."""
    body: list[Event] = []
    for one in items(node):
        if kind_of(one) == "sequence":
            words = tuple(pieces.document.word(word) for word in one.value if kind_of(word) == "scalar")
            body += [Command(words, *pieces.document.place(one))] if words else []
        else:
            body += [
                event for shell in pieces.script([one]) if isinstance(shell, Isolated) for event in shell.body
            ]
    if body and node is not None:
        yield Isolated(tuple(body), "sh", *pieces.document.place(node))
