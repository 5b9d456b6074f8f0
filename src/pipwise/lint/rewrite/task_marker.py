"""Tasks of Ansible that take the marker away: the task goes; what it let through is mended by the rules that see it then."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rewrite.playbook import Placed, document_of, module_of, tasks_of
from pipwise.lint.rewrite.yaml_edits import end_of, line_after, line_of
from pipwise.lint.sources.yaml_nodes import Document, child, plain
from pipwise.lint.world.call import Effect, operands
from pipwise.model.finding import Edit, Fix

_TITLE = "leave the marker where it is; what it stood in the way of is to go into an environment"


def without_marker_task(analysis: Analysis) -> Iterator[tuple[int, Fix]]:
    """Unsafe: other files of the role may count on it."""
    document = document_of(analysis.data) if analysis.kind.name == "ansible" else None
    tasks = list(tasks_of(document)) if document is not None else []
    for effect in analysis.effects:
        placed = next((one for one in reversed(tasks) if one.start <= effect.start), None)
        if (
            effect.kind == "marker"
            and placed is not None
            and document is not None
            and _only_that(placed, effect)
        ):
            edit = _whole(document, placed)
            if edit is not None:
                yield effect.start, Fix(_TITLE, False, (edit,))


def _only_that(placed: Placed, effect: Effect) -> bool:
    """Whether the task does nothing else."""
    if module_of(placed).rpartition(".")[2] == "file":
        return all("EXTERNALLY-MANAGED" in path for path in operands(effect.call.arguments))
    value = child(placed.node, module_of(placed))
    text = plain(value) or plain(child(value, "cmd"))
    return bool(text) and not any(sign in text.strip() for sign in ("\n", ";", "&&", "||", "|"))


def _whole(document: Document, placed: Placed) -> Edit | None:
    """The lines of a task; a block has to keep one."""
    data, at = document.data, placed.start
    begin = line_of(data, at)
    if (
        data[begin:at].strip() != b"-"
        or (placed.alone and placed.inside)
        or child(placed.node, "register") is not None
    ):
        return None
    return Edit(begin, line_after(data, end_of(document, placed.node)), b"")
