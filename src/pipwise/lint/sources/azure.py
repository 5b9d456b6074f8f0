"""Azure Pipelines: stages, jobs and steps; ``script`` and ``bash`` are shells of their own (its YAML schema)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipwise.lint.events import Assign, Event, Machine, Uses, Word
from pipwise.lint.reading import Reading
from pipwise.lint.sources.pieces import Pieces
from pipwise.lint.sources.yaml_nodes import Document, child, items, kind_of, plain
from pipwise.lint.text import Text
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Node

_MACRO = re.compile(r"\$\(([\w.-]+)\)|\$\{\{\s*variables\.([\w.-]+)\s*\}\}")


def read(text: Text, path: str) -> Reading:
    """The events of every job."""
    document = Document(text)
    pieces = Pieces(document, "ci")
    return pieces.reading([event for root in document.roots for event in _jobs(pieces, root, root)])


def _jobs(pieces: Pieces, node: Node, above: Node) -> Iterator[Event]:
    for stage in items(child(node, "stages")):
        yield from _jobs(pieces, stage, node)
    for job in items(child(node, "jobs")):
        yield from _job(pieces, job, (job, node, above))
        for name in ("runOnce", "rolling", "canary"):
            deployed = child(job, "strategy", name, "deploy")
            if deployed is not None:
                yield from _job(pieces, deployed, (job, node, above))
    if child(node, "steps") is not None:
        yield from _job(pieces, node, (node, above))


def _job(pieces: Pieces, job: Node, around: tuple[Node, ...]) -> Iterator[Event]:
    steps = items(child(job, "steps"))
    if not steps:
        return
    container = child(around[0], "container")
    pool = next((found for one in around if (found := child(one, "pool", "vmImage")) is not None), None)
    image = container if container is not None else pool
    assigned = [one for node in reversed(around) for one in _variables(pieces, node)]
    yield _machine(pieces, image, job, {one.name: one.value for one in assigned if one.value is not None})
    yield from assigned
    for step in steps:
        yield from _step(pieces, step)


def _variables(pieces: Pieces, node: Node) -> tuple[Assign, ...]:
    """A mapping, or a list of names with values."""
    given = child(node, "variables")
    if kind_of(given) != "sequence":
        return pieces.variables(given)
    named = [(plain(child(one, "name")), child(one, "value")) for one in items(given)]
    return tuple(
        Assign(name, pieces.document.word(value), *pieces.document.place(value))
        for name, value in named
        if name and value is not None and kind_of(value) == "scalar"
    )


def _machine(pieces: Pieces, image: Node | None, job: Node, given: dict[str, Word]) -> Machine:
    """``$(vmImage)`` is filled in where the file gives it a value."""
    machine = pieces.machine(image, job, plain(child(job, "job")), "bash")
    named = _MACRO.fullmatch(plain(image))
    value = given.get(named[1] or named[2]) if named else None
    return machine._replace(image=value) if value is not None else machine


def _step(pieces: Pieces, step: Node) -> Iterator[Event]:
    for key in ("script", "bash"):
        node = child(step, key)
        if node is not None:
            yield from pieces.script([node], "bash", pieces.variables(child(step, "env")))
    task = child(step, "task")
    if task is not None:
        yield Uses(plain(task), (), *pieces.document.place(task))
