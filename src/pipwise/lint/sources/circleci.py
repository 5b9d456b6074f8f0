"""CircleCI: jobs, their executors, and steps; each ``run`` is a shell of its own (CircleCI's configuration reference)."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.events import Event, Uses
from pipwise.lint.reading import Reading
from pipwise.lint.sources.pieces import Pieces
from pipwise.lint.sources.yaml_nodes import Document, child, items, kind_of, pairs, plain
from pipwise.lint.text import Text
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Node

_DEEPEST = 8


def read(text: Text, path: str) -> Reading:
    """The events of every job."""
    document = Document(text)
    pieces = Pieces(document, "ci")
    events = [
        event
        for root in document.roots
        for name, job in pairs(child(root, "jobs"))
        for event in _job(pieces, root, name, job)
    ]
    return pieces.reading(events)


def _job(pieces: Pieces, root: Node, name: str, job: Node) -> Iterator[Event]:
    steps = child(job, "steps")
    if steps is None:
        return
    where = _executor(root, job)
    image = next(iter(items(child(where, "docker"))), None) or child(where, "machine")
    yield pieces.machine(image, job, name, "bash")
    yield from pieces.variables(child(image, "environment"))
    for node in (where, job):
        yield from pieces.variables(child(node, "environment"))
    yield from _steps(pieces, root, items(steps), 0)


def _executor(root: Node, job: Node) -> Node:
    """The job itself, or the executor that it names."""
    named = child(job, "executor")
    name = plain(named) or plain(child(named, "name"))
    return (child(root, "executors", name) if name else None) or job


def _steps(pieces: Pieces, root: Node, steps: tuple[Node, ...], depth: int) -> Iterator[Event]:
    for step in steps:
        for key, value in [(plain(step), step)] if kind_of(step) == "scalar" else list(pairs(step)):
            command = child(root, "commands", key)
            if key == "run":
                script = value if kind_of(value) == "scalar" else child(value, "command")
                yield from pieces.script(
                    items(script), "bash", pieces.variables(child(value, "environment")), pipefail=True
                )
            elif key in ("when", "unless"):
                yield from _steps(pieces, root, items(child(value, "steps")), depth + 1)
            elif command is not None and depth < _DEEPEST:
                yield from _steps(pieces, root, items(child(command, "steps")), depth + 1)
            elif "/" in key:
                yield Uses(key, (), *pieces.document.place(step))
