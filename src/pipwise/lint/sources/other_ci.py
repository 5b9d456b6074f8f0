"""Bitbucket Pipelines, Travis CI, Drone and Woodpecker, and Read the Docs, each by its own few keys."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.events import Event, Machine, Uses, Word
from pipwise.lint.reading import Reading
from pipwise.lint.sources.pieces import Pieces
from pipwise.lint.sources.yaml_nodes import Document, child, items, kind_of, pairs, plain
from pipwise.lint.text import Text
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Node

_TRAVIS = (
    "before_install",
    "install",
    "before_script",
    "script",
    "after_success",
    "after_script",
    "before_deploy",
)
_RTD = (
    "post_checkout",
    "pre_create_environment",
    "post_create_environment",
    "pre_install",
    "post_install",
    "pre_build",
)


def read(text: Text, path: str) -> Reading:
    """The events of every step."""
    document = Document(text)
    pieces = Pieces(document, "ci")
    name = path.rpartition("/")[2].lower().removeprefix(".")
    reader = next((reader for start, reader in _READERS.items() if name.startswith(start)), _drone)
    return pieces.reading([event for root in document.roots for event in reader(pieces, root)])


def _bitbucket(pieces: Pieces, root: Node) -> Iterator[Event]:
    """A step's script is one shell, bash where the image has one; the image is the step's, or the file's."""
    default = child(root, "image")
    for step in _named(child(root, "pipelines"), "step"):
        yield pieces.machine(child(step, "image") or default, step, plain(child(step, "name")), "bash")
        lines = [*items(child(step, "script")), *items(child(step, "after-script"))]
        yield from pieces.script(lines, "bash")


def _named(node: Node | None, key: str, depth: int = 0) -> Iterator[Node]:
    if node is None or depth > 12:
        return
    below = node.value if kind_of(node) == "sequence" else [value for _, value in pairs(node)]
    for name, value in pairs(node):
        if name == key:
            yield value
    for one in below if kind_of(node) != "scalar" else ():
        yield from _named(one, key, depth + 1)


def _travis(pieces: Pieces, root: Node) -> Iterator[Event]:
    """All phases are one shell; with ``language: python`` a virtualenv is active in it."""
    distribution = child(root, "dist")
    start, end = pieces.document.place(distribution if distribution is not None else root)
    image = Word((f"ubuntu:{plain(distribution)}",), start, end) if distribution is not None else None
    yield Machine(image, "ci", start, min(end, start + 200), "", "bash")
    if plain(child(root, "language")).lower() == "python":
        yield Uses("actions/setup-python", (), start, start)
    lines = [one for phase in _TRAVIS for one in items(child(root, phase))]
    yield from pieces.script(lines, "bash", pieces.variables(child(root, "env", "global")))


def _drone(pieces: Pieces, root: Node) -> Iterator[Event]:
    """A step has an image and commands; Woodpecker also names steps by the keys of a mapping."""
    steps = child(root, "steps") or child(root, "pipeline")
    named = items(steps) if kind_of(steps) == "sequence" else tuple(value for _, value in pairs(steps))
    for step in named:
        if child(step, "commands") is not None:
            yield pieces.machine(child(step, "image"), step, plain(child(step, "name")))
            yield from pieces.variables(child(step, "environment"))
            yield from pieces.script(items(child(step, "commands")))


def _read_the_docs(pieces: Pieces, root: Node) -> Iterator[Event]:
    """``build.tools.python`` is asdf's; without it there is none but the image's."""
    build = child(root, "build")
    if build is None:
        return
    system = child(build, "os")
    start, end = pieces.document.place(system if system is not None else build)
    image = Word((plain(system).replace("ubuntu-", "ubuntu:"),), start, end) if plain(system) else None
    yield Machine(image, "ci", start, min(end, start + 200), "", "bash")
    if child(build, "tools", "python") is not None:
        yield Uses("actions/setup-python", (), start, start)
    for node in (child(build, "commands"), *(child(build, "jobs", job) for job in _RTD)):
        yield from pieces.script(items(node), "bash")


_READERS = {
    "bitbucket": _bitbucket,
    "travis": _travis,
    "drone": _drone,
    "woodpecker": _drone,
    "readthedocs": _read_the_docs,
}
