"""Which runners a job runs on: by label, by a list of labels, or by its matrix."""

from __future__ import annotations

import re

from pipwise.lint.events import Word
from pipwise.lint.sources.yaml_nodes import Document, child, items, kind_of, pairs, plain
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Node

_MATRIX = re.compile(r"^\$\{\{\s*matrix\.([\w.-]+)\s*\}\}$")
_MOST = 12


def runners(document: Document, job: Node) -> list[Word | None]:
    """One word for each machine that the job runs on; None where only GitHub, or whoever calls it, knows."""
    node = child(job, "runs-on")
    if kind_of(node) == "mapping":
        node = child(node, "labels")
    labels = [plain(one) for one in items(node)]
    if not labels or "self-hosted" in labels:
        return [None]
    found = _MATRIX.match(labels[0])
    if node is not None and kind_of(node) == "scalar" and found:
        start, end = document.place(node)
        values = _values(child(job, "strategy", "matrix"), found[1].split("."))
        known = dict.fromkeys(value for value in values if value)
        if not known or len(known) > _MOST:
            return [None]
        return [Word((value,), start, end) if "${{" not in value else None for value in known]
    return [document.word(items(node)[0])]


def _values(matrix: Node | None, names: list[str]) -> list[str]:
    """The values of ``matrix.NAME``, those of ``include`` too, without what ``exclude`` names alone."""
    found = [plain(_below(one, names[1:])) for one in items(child(matrix, names[0]))]
    included = items(child(matrix, "include"))
    return found + [plain(_below(dict(pairs(one)).get(names[0]), names[1:])) for one in included]


def _below(node: Node | None, names: list[str]) -> Node | None:
    return child(node, *names) if names else node
