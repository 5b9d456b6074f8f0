"""GitLab CI: jobs with their image, what they extend, and three scripts (GitLab's CI/CD YAML reference).

``before_script`` and ``script`` are one shell; ``after_script`` is another. Without an image the runner's own counts, which
the file does not tell. The runner takes bash wherever an image has one (its shell detection), as every Debian and Ubuntu does.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.events import Event, Word
from pipwise.lint.reading import Reading
from pipwise.lint.sources.pieces import Pieces
from pipwise.lint.sources.yaml_nodes import Document, child, items, kind_of, pairs, plain
from pipwise.lint.text import Text
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Node

_NO_JOBS = (
    *("default", "include", "stages", "variables", "workflow", "image", "services", "cache", "spec"),
    *("before_script", "after_script", "pages_domain"),
)
_DEEPEST = 11
"""GitLab's own limit of ``extends``."""


def read(text: Text, path: str) -> Reading:
    """The events of every job that runs."""
    document = Document(text)
    pieces = Pieces(document, "gitlab")
    events = [event for root in document.roots for event in _File(pieces, root).jobs()]
    return pieces.reading(events)


class _File:
    """One document."""

    def __init__(self, pieces: Pieces, root: Node) -> None:
        self.pieces = pieces
        self.root = root
        self.top = dict(pairs(root))

    def jobs(self) -> Iterator[Event]:
        for name, job in self.top.items():
            if kind_of(job) == "mapping" and name not in _NO_JOBS and not name.startswith("."):
                yield from self._job(name, job)

    def _job(self, name: str, job: Node) -> Iterator[Event]:
        scripts = {
            key: self._lines(self._of(job, key)) for key in ("before_script", "script", "after_script")
        }
        if not scripts["script"] and not scripts["before_script"]:
            return
        variables = [
            child(self.root, "variables"),
            *(child(one, "variables") for one in reversed(self._chain(job))),
        ]
        given: dict[str, Word] = {}
        assigned = [one for node in variables for one in self.pieces.variables(node)]
        for one in assigned:
            if one.value is not None:
                given[one.name] = one.value
        image = self._of(job, "image")
        yield self.pieces.machine(image, job, name, "bash", given)
        yield from assigned
        yield from self.pieces.script([*scripts["before_script"], *scripts["script"]], "bash", pipefail=True)
        yield from self.pieces.script(scripts["after_script"], "bash", pipefail=True)

    def _chain(self, job: Node, depth: int = 0) -> list[Node]:
        """A job and what it extends, the nearest first."""
        found = [job]
        if depth < _DEEPEST:
            for one in reversed(items(child(job, "extends"))):
                parent = self.top.get(plain(one))
                found += self._chain(parent, depth + 1) if parent is not None else []
        return found

    def _of(self, job: Node, key: str) -> Node | None:
        """A key of a job, of what it extends, of ``default``, or of the file (as it was once written)."""
        chain = [*self._chain(job), child(self.root, "default"), self.root if key != "script" else None]
        return next((found for one in chain if (found := child(one, key)) is not None), None)

    def _lines(self, node: Node | None, depth: int = 0) -> list[Node]:
        """The lines of a script, with those that ``!reference [job, key]`` points at."""
        if node is None or depth > _DEEPEST:
            return []
        if node.tag == "!reference":
            named = [plain(one) for one in items(node)]
            return self._lines(child(self.root, *named), depth + 1)
        if kind_of(node) == "sequence":
            return [line for one in node.value for line in self._lines(one, depth + 1)]
        return [node]
