"""Markers that one task of Ansible finds (``find``, ``register``) and a later one takes away (``file``, ``loop``)."""

from __future__ import annotations

from pipwise.lint.events import Command, Event, Isolated, Word
from pipwise.lint.sources.ansible_values import Task
from pipwise.lint.sources.yaml_nodes import child, plain
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Node

_MARKER = "EXTERNALLY-MANAGED"
_LOOPS = ("loop", "with_items")


class Markers:
    """What the tasks of one file have found."""

    def __init__(self) -> None:
        self.registered: set[str] = set()

    def removed(self, node: Node, task: Task) -> tuple[Event, ...]:
        """The removal of what an earlier task has found; nothing for every other task."""
        if task.module == "find" and any(
            _MARKER in str(part)
            for name in ("patterns", "pattern")
            for word in task.arguments.get(name, ())
            for part in word.parts
        ):
            self.registered |= {plain(child(node, "register"))} - {""}
        over = "".join(plain(child(node, name)) for name in _LOOPS)
        if task.module != "file" or task.text("state") != "absent":
            return ()
        if not any(f"{name}.files" in over or f"{name}['files']" in over for name in self.registered):
            return ()
        words = ("rm", "-f", f"/usr/lib/python3/{_MARKER}")
        command = Command(
            tuple(Word((word,), task.start, task.start) for word in words), task.start, task.end
        )
        return (Isolated((command,), "none", task.start, task.end),)
