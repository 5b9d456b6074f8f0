"""Who starts what a task of Ansible has installed: commands, units and cron jobs that later tasks of the file name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipwise.catalog.names import look_up
from pipwise.catalog.names.where import Where
from pipwise.lint.rewrite.playbook import Placed, module_of
from pipwise.lint.sites import Site
from pipwise.lint.sources.yaml_nodes import Document, child, items, kind_of, pairs
from pipwise.model.finding import Edit
from pipwise.model.value import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from yaml import Node

_TEXTS = ("cmd", "_raw_params", "job", "content", "block", "argv")
_FREE = ("command", "shell", "raw")
_BEGIN = rb"(\A['\"]?|[|>][-+]?[ \t]*\r?\n\s*|\n\s*|[;&|]\s*|ExecStart=|&&\s*)"
_NOT_AFTER = rb"(?=[\s'\"]|\Z)(?!\s+-m\s+(?:venv|virtualenv|pip|ensurepip)\b)"
_ANYWHERE = Where("apt", "debian")


class Users(NamedTuple):
    """What the environment's programs are to be started as."""

    edits: tuple[Edit, ...]
    certain: bool
    """Every project that was asked for is started by a command of its own, and no other Python script is moved."""


def users_of(document: Document, tasks: list[Placed], site: Site, root: str) -> Users:
    """The later tasks that start a program of these projects, or a script with the host's Python."""
    commands = {
        one.name: look_up(one.name, _ANYWHERE).kind.commands or (one.name,)
        for one in site.intent.requirements
        if one.name
    }
    every = [command for names in commands.values() for command in names]
    words = b"|".join(
        re.escape(word.encode("utf-8", "surrogateescape")) for word in (*every, "python3", "python")
    )
    pattern = re.compile(_BEGIN + rb"((?:/usr/local/bin/|/usr/bin/)?(" + words + rb"))" + _NOT_AFTER)
    edits: list[Edit] = []
    started: set[str] = set()
    for node in _texts(tasks, site.effect.end):
        start, end = document.place(node)
        for found in pattern.finditer(document.data[start:end]):
            name = found[3].decode()
            started.add(name)
            edits.append(
                Edit(
                    start + found.start(2),
                    start + found.end(2),
                    f"{root}/bin/{name}".encode("utf-8", "surrogateescape"),
                )
            )
    certain = bool(commands) and not started & {"python3", "python"}
    return Users(tuple(edits), certain and all(started & set(names) for names in commands.values()))


def _texts(tasks: list[Placed], after: int) -> Iterator[Node]:
    for placed in tasks:
        if placed.start < after:
            continue
        for key, value in pairs(placed.node):
            if key == module_of(placed) and kind_of(value) == "scalar" and key.rpartition(".")[2] in _FREE:
                yield value
        for holder in (child(placed.node, module_of(placed)), child(placed.node, "args")):
            for name in _TEXTS:
                yield from items(child(holder, name))[:1]
