"""One task of Ansible: its module, and the arguments in any of the three ways to write them."""

from __future__ import annotations

import re

from pipwise.lint.events import Word
from pipwise.lint.sources.pieces import Pieces
from pipwise.lint.sources.yaml_nodes import child, items, kind_of, open_parts, pairs, plain
from pipwise.model.value import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from yaml import Node

MODULES = (
    *(
        "pip",
        "command",
        "shell",
        "raw",
        "script",
        "apt",
        "package",
        "dnf",
        "yum",
        "apk",
        "zypper",
        "pacman",
        "homebrew",
    ),
    *("file", "find", "copy", "template", "ini_file", "lineinfile", "blockinfile"),
)
_LOOPS = ("loop", "with_items", "with_list", "with_flattened")
_PAIR = re.compile(r"""([\w-]+)=((?:"[^"]*"|'[^']*'|\{\{.*?\}\}|[^\s"'{]|\{(?!\{))*)""")


class Task(NamedTuple):
    """A task of a module that matters here."""

    module: str
    node: Node
    """The module's value."""
    arguments: dict[str, tuple[Word, ...]]
    """By name; a list has several words."""
    free: Node | None
    """The free form of command, shell, raw and script."""
    loop: tuple[Word, ...]
    start: int
    end: int
    interpreter: str = ""
    """``ansible_python_interpreter``, where the file sets it."""

    def first(self, *names: str) -> Word | None:
        """The first word of the first of these arguments that is given."""
        return next((self.arguments[name][0] for name in names if self.arguments.get(name)), None)

    def text(self, name: str) -> str:
        """An argument as it is written; '' where it is not given."""
        word = self.first(name)
        return (
            "" if word is None else "".join(part if isinstance(part, str) else "{{}}" for part in word.parts)
        )

    def on(self, name: str) -> bool:
        """Whether a switch is on."""
        return self.text(name).lower() in ("true", "yes", "on", "1")


def task_of(pieces: Pieces, node: Node) -> Task | None:
    """The task, where its module is one of ``MODULES``; by its short or its full name."""
    for key, value in pairs(node):
        name = key.rpartition(".")[2] if key.startswith(("ansible.", "community.")) else key
        if name in ("action", "local_action") and kind_of(value) == "scalar":
            name = plain(value).split(" ")[0].rpartition(".")[2]
        if name in MODULES:
            return _task(pieces, node, name, value)
    return None


def _task(pieces: Pieces, node: Node, module: str, value: Node) -> Task:
    start, end = pieces.document.place(node)
    arguments: dict[str, tuple[Word, ...]] = {}
    free = None
    if kind_of(value) == "mapping":
        arguments = {key: _words(pieces, one) for key, one in pairs(value)}
        free = child(value, "cmd") or child(value, "_raw_params")
    elif kind_of(value) == "scalar":
        if module in ("command", "shell", "raw", "script"):
            free = value
        else:
            arguments = _from_text(pieces, value)
    for key, one in pairs(child(node, "args")):
        arguments.setdefault(key, _words(pieces, one))
    loop = next((found for name in _LOOPS if (found := child(node, name)) is not None), None)
    return Task(module, value, arguments, free, _words(pieces, loop) if loop is not None else (), start, end)


def _words(pieces: Pieces, node: Node) -> tuple[Word, ...]:
    """A scalar, or the scalars of a list (of a list); of mappings their ``name``."""
    found: list[Word] = []
    for one in items(node):
        if kind_of(one) == "scalar":
            found.append(pieces.document.word(one))
        elif kind_of(one) == "sequence":
            found += _words(pieces, one)
        elif child(one, "name") is not None:
            found += _words(pieces, child(one, "name") or one)
    return tuple(found)


def _from_text(pieces: Pieces, value: Node) -> dict[str, tuple[Word, ...]]:
    """``name=six state=present``: key and value, quoted or not."""
    start, end = pieces.document.place(value)
    found: dict[str, tuple[Word, ...]] = {}
    for key, text in _PAIR.findall(plain(value)):
        bare = text[1:-1] if text[:1] in ("'", '"') and text[-1:] == text[:1] else text
        found[key] = (Word(open_parts(bare), start, end),)
    return found
