"""The tasks of a playbook or a role with what stands around them: whose list it is, who becomes whom, and what comes after."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.reading import NotAnalysed
from pipwise.lint.sources.yaml_nodes import Document, child, items, kind_of, pairs, plain
from pipwise.lint.text import Text
from pipwise.model.value import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from yaml import Node

_LISTS = ("pre_tasks", "tasks", "post_tasks", "handlers")
_INSIDE = ("block", "rescue", "always")
_DEEPEST = 20


class Placed(NamedTuple):
    """One task."""

    node: Node
    start: int
    play: Node | None
    """The play that it stands in; None in a file of tasks."""
    root: bool
    """A ``become`` of the play or a block around it says that root runs it."""
    first: int
    """Where the first task of its list stands."""
    alone: bool
    """It is the only one of its list."""
    inside: bool
    """The list is one of a block."""

    @property
    def become(self) -> bool:
        """Whether the task itself becomes root."""
        return plain(child(self.node, "become")).lower() in ("true", "yes", "on", "1")


def document_of(data: bytes) -> Document | None:
    """The file; None where it is no YAML."""
    try:
        return Document(Text(data))
    except (NotAnalysed, RecursionError):
        return None


def tasks_of(document: Document) -> Iterator[Placed]:
    """Every task, in the order of the file."""
    for top in document.roots:
        entries = items(top) if kind_of(top) == "sequence" else ()
        for play in entries:
            if child(play, "hosts") is not None:
                for name in _LISTS:
                    yield from _tasks(document, items(child(play, name)), play, root=_root(play), depth=0)
        loose = tuple(one for one in entries if child(one, "hosts") is None)
        yield from _tasks(document, loose, None, root=False, depth=0)


def _tasks(
    document: Document, nodes: tuple[Node, ...], play: Node | None, *, root: bool, depth: int
) -> Iterator[Placed]:
    first = document.place(nodes[0])[0] if nodes else 0
    for node in nodes:
        if kind_of(node) == "mapping" and depth < _DEEPEST:
            yield Placed(node, document.place(node)[0], play, root, first, len(nodes) == 1, depth > 0)
            for name in _INSIDE:
                inside = items(child(node, name))
                yield from _tasks(document, inside, play, root=root or _root(node), depth=depth + 1)


def _root(node: Node) -> bool:
    become = plain(child(node, "become")).lower() in ("true", "yes", "on", "1")
    user = plain(child(node, "become_user")) or ("root" if become else plain(child(node, "remote_user")))
    return user == "root"


def module_of(placed: Placed) -> str:
    """The name of the task's module, as far as it can be told: the key that is none of a task's own, or has a dot."""
    names = [key for key, _ in pairs(placed.node)]
    dotted = [name for name in names if "." in name]
    return next(iter(dotted or [name for name in names if name not in _OWN]), "")


_OWN = frozenset(
    (
        *(
            "name",
            "when",
            "become",
            "become_user",
            "become_method",
            "tags",
            "register",
            "loop",
            "loop_control",
            "vars",
        ),
        *(
            "with_items",
            "with_list",
            "with_dict",
            "with_fileglob",
            "with_flattened",
            "notify",
            "environment",
            "listen",
        ),
        *(
            "ignore_errors",
            "changed_when",
            "failed_when",
            "delegate_to",
            "delegate_facts",
            "run_once",
            "until",
            "retries",
        ),
        *(
            "delay",
            "args",
            "no_log",
            "check_mode",
            "diff",
            "block",
            "rescue",
            "always",
            "any_errors_fatal",
            "async",
            "poll",
        ),
        *(
            "connection",
            "remote_user",
            "throttle",
            "timeout",
            "module_defaults",
            "collections",
            "debugger",
            "port",
            "sudo",
        ),
    )
)
