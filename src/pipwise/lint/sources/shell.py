"""Shell scripts, and every shell text inside another kind of file."""

from __future__ import annotations

from pipwise.lint.events import Event, Isolated, Machine
from pipwise.lint.reading import Problem, Reading
from pipwise.lint.sources.grammar import parse
from pipwise.lint.sources.shell_options import ends_early
from pipwise.lint.sources.shell_tree import Tree
from pipwise.lint.sources.shell_words import Words
from pipwise.lint.text import Text
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

_SHELLS = ("sh", "bash", "dash", "ash", "zsh", "ksh", "busybox")


def read(text: Text, path: str) -> Reading:
    """A script as somebody's machine runs it."""
    shell = shebang(text.data) or ("bash" if path.endswith(".bash") else "sh")
    events, problems = events_of(text)
    end = len(text.data)
    machine = Machine(None, "script", 0, 0, shell=shell)
    first = text.data.partition(b"\n")[0] if text.data.startswith(b"#!") else b""
    early = ends_early(first.decode("ascii", "replace").split())
    return Reading((machine, Isolated(events, shell, 0, end, errexit=early)), problems)


def shebang(data: bytes) -> str:
    """The shell that the first line names, or ''."""
    if not data.startswith(b"#!"):
        return ""
    words = data[2:200].partition(b"\n")[0].decode("ascii", "replace").replace("/", " / ").split()
    return next((word for word in words if word in _SHELLS), "")


def events_of(text: Text) -> tuple[tuple[Event, ...], tuple[Problem, ...]]:
    """The events of a shell text, in the order in which they happen; and what of it is no shell.

    Raises ``NotAnalysed`` where the grammar is not installed.
    """
    words = Words(text)
    root = parse(words.parsed)
    tree = Tree(words, events_of)
    events = tuple(tree.sequence(root.children))
    problems = tuple(Problem(text.origin(at), why) for at, why in tree.problems)
    return events, problems if not root.has_error or problems else _error(root, text)


def _error(root: Node, text: Text) -> tuple[Problem, ...]:
    """The first place that is no shell."""
    node = root
    while not (node.is_error or node.is_missing):
        inner = next((child for child in node.children if child.has_error), None)
        if inner is None:
            break
        node = inner
    return (Problem(text.origin(node.start_byte), "it cannot be read as shell"),)
