"""Which runners or images a job runs on: by label, by a list of labels, or by its matrix."""

from __future__ import annotations

import re

from pipwise.lint.events import Word
from pipwise.lint.sources.github_json import values_written
from pipwise.lint.sources.yaml_nodes import Document, child, items, kind_of, pairs, plain
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Node

_MATRIX = re.compile(r"\$\{\{\s*matrix\.([\w.-]+)\s*\}\}")
_MOST = 12
_SYSTEMS = {"ubuntu": "Linux", "macos": "macOS", "windows": "Windows"}


def runners(document: Document, job: Node) -> list[Word | None]:
    """One word for each machine that the job runs on; None where only GitHub, or whoever calls it, knows."""
    node = child(job, "runs-on")
    if kind_of(node) == "mapping":
        node = child(node, "labels")
    labels = [plain(one) for one in items(node)]
    if not labels or "self-hosted" in labels:
        return [None]
    return of_matrix(document, job, items(node)[0])


def of_matrix(document: Document, job: Node, node: Node) -> list[Word | None]:
    """A scalar with each value that its one name of the matrix has."""
    text = plain(node)
    names = set(_MATRIX.findall(text))
    if len(names) != 1:
        return [document.word(node)]
    values = _values(child(job, "strategy", "matrix"), next(iter(names)).split("."))
    known = dict.fromkeys(value for value in values if value)
    start, end = document.place(node)
    if not known or len(known) > _MOST:
        return [document.word(node) if _MATRIX.fullmatch(text) is None else None]
    filled = {value: _MATRIX.sub(lambda _, value=value: value, text) for value in known}  # type: ignore[misc]  # a lambda with a default
    return [Word((filled[value],), start, end) if "${{" not in filled[value] else None for value in known]


def contexts(node: Node | None, machine: Word | None) -> dict[str, str]:
    """What expressions can ask of a machine: its system, and the name of the matrix that gave it."""
    label = machine.parts[0] if machine is not None else ""
    if not isinstance(label, str) or not label:
        return {}
    system = _SYSTEMS.get(label.partition("-")[0], "")
    found = _MATRIX.fullmatch(plain(node))
    return ({"runner.os": system} if system else {}) | ({f"matrix.{found[1]}": label} if found else {})


def _values(matrix: Node | None, names: list[str]) -> list[str]:
    """The values of ``matrix.NAME``, those of ``include`` too, without what ``exclude`` names alone."""
    found = [_label(_below(one, names[1:])) for one in items(child(matrix, names[0]))]
    included = items(child(matrix, "include"))
    if len(names) == 1 and (kind_of(matrix) == "scalar" or kind_of(child(matrix, names[0])) == "scalar"):
        found = values_written(matrix, child(matrix, names[0]), names[0]) or found
    return found + [_label(_below(dict(pairs(one)).get(names[0]), names[1:])) for one in included]


def _label(node: Node | None) -> str:
    """A value; of a list of labels the first, and of one's own machines what only its owner knows."""
    labels = [plain(one) for one in items(node)]
    return "${{ a machine of one's own }}" if "self-hosted" in labels else (*labels, "")[0]


def _below(node: Node | None, names: list[str]) -> Node | None:
    return child(node, *names) if names else node
