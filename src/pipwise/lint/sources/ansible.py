"""Ansible: plays, roles and files of tasks; every module that installs becomes the command that it runs.

Which machine a play runs on the file does not tell. Facts of a task that a command does not have (``virtualenv`` …) are
kept in ``Command.module`` for rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipwise.lint.events import Assign, Become, Branches, Event, Isolated, Machine, Word
from pipwise.lint.reading import Reading
from pipwise.lint.sources.ansible_hosts import interpreter_of, release_of
from pipwise.lint.sources.ansible_markers import Markers
from pipwise.lint.sources.ansible_modules import commands_of
from pipwise.lint.sources.ansible_values import task_of
from pipwise.lint.sources.passed_over import passed_over
from pipwise.lint.sources.pieces import Pieces
from pipwise.lint.sources.yaml_nodes import Document, child, items, kind_of, pairs, plain
from pipwise.lint.text import Text
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Node

_LIKE = re.compile(
    rb"\n[ \t]*(?:-[ \t]*)*(?:hosts|tasks|handlers|block|ansible\.builtin\.\w+|pip|apt|shell|command|package|dnf|yum|raw"
    rb"|script|file|copy|include_tasks|import_tasks|local_action|action)\s*:"
)
"""A line's end in front is found quickly; every place would be asked for ``^``."""
_LISTS = ("pre_tasks", "tasks", "post_tasks", "handlers")
_INSIDE = ("block", "rescue", "always")
_DEEPEST = 20


def read(text: Text, path: str) -> Reading:
    """The events of every task; nothing of YAML that is something else."""
    if not _LIKE.search(b"\n" + text.data):
        return Reading(())
    document = Document(text)
    context = "role" if "/roles/" in f"/{path}" or "/tasks/" in f"/{path}" else "ansible"
    pieces = Pieces(document, context)
    found = _File(pieces, context)
    return pieces.reading([event for root in document.roots for event in found.root(root)])


class _File:
    """One file, which is a list of plays or of tasks."""

    def __init__(self, pieces: Pieces, context: str) -> None:
        self.pieces = pieces
        self.context = context
        self.play: Node | None = None
        self.markers = Markers()

    def root(self, root: Node) -> Iterator[Event]:
        entries = items(root) if kind_of(root) == "sequence" else ()
        loose = [one for one in entries if child(one, "hosts") is None]
        for play in entries:
            if child(play, "hosts") is not None:
                self.play = play
                yield self._machine(play)
                yield from self.pieces.variables(child(play, "environment"))
                for name in _LISTS:
                    yield from self._tasks(items(child(play, name)), 0)
        if loose:
            self.play = None
            yield self._machine(loose[0])
            yield from self._tasks(tuple(loose), 0)

    def _machine(self, node: Node) -> Machine:
        start, end = self.pieces.document.place(node)
        user = _user(node)
        return Machine(None, self.context, start, min(end, start + 1), plain(child(node, "name")), "sh", user)

    def _tasks(self, tasks: tuple[Node, ...], depth: int) -> Iterator[Event]:
        for node in tasks:
            if kind_of(node) == "mapping" and depth < _DEEPEST:
                yield from self._task(node, depth)

    def _task(self, node: Node, depth: int) -> Iterator[Event]:
        inside: list[Event] = []
        for name in _INSIDE:
            inside += self._tasks(items(child(node, name)), depth + 1)
        task = task_of(self.pieces, node)
        if task is not None:
            task = task._replace(interpreter=interpreter_of(node, self.play))
            inside += self.markers.removed(node, task) or commands_of(self.pieces, task)
        if not inside:
            return
        if _goes_on(node):
            inside = list(passed_over(inside, "ignore_errors goes on"))
        start, end = self.pieces.document.place(node)
        before: list[Assign | Become] = [*self.pieces.variables(child(node, "environment"))]
        user = _user(node)
        if user:
            before.append(Become(Word((user,), start, start), start, start))
        body = (Isolated((*before, *inside), "", start, end),) if before else tuple(inside)
        yield from _conditional(node, body)


def _conditional(node: Node, body: tuple[Event, ...]) -> tuple[Event, ...]:
    """``when`` may leave a task out, or say on which release alone it runs."""
    if child(node, "when") is None:
        return body
    release = release_of(node)
    return (Branches(((),), (body,), complete=False, conditions=(release,) if release else ()),)


def _goes_on(node: Node) -> bool:
    """``ignore_errors`` and ``failed_when: false`` go on after it."""
    ignored = plain(child(node, "ignore_errors")).lower() in ("true", "yes", "on", "1")
    return ignored or plain(child(node, "failed_when")).lower() in ("false", "no")


def _user(node: Node) -> str:
    """Who runs a play or a task: root with ``become``, unless it names somebody else."""
    values = dict(pairs(node))
    become = plain(values.get("become") or values.get("sudo")).lower()
    if become not in ("true", "yes", "on", "1"):
        return ""
    return plain(values.get("become_user")) or "root"
