"""The pieces that every CI's file is made of: machines, variables and scripts, out of YAML nodes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipwise.lint.events import Assign, Event, Isolated, Machine, Part, Variable, Word
from pipwise.lint.reading import Problem, Reading
from pipwise.lint.sources.shell import events_of
from pipwise.lint.sources.yaml_nodes import Document, child, kind_of, pairs, plain
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Node


class Pieces:
    """Makes events of the nodes of one document, and remembers what was not understood."""

    def __init__(self, document: Document, context: str) -> None:
        self.document = document
        self.context = context
        self.problems: list[Problem] = []

    def machine(
        self,
        image: Node | None,
        at: Node,
        name: str = "",
        shell: str = "sh",
        given: Mapping[str, Word] | None = None,
    ) -> Machine:
        """A machine by the scalar that names it, or by its ``name``/``image``; variables in it are filled in."""
        found = image if plain(image) else (child(image, "name") or child(image, "image"))
        word = filled(self.document.word(found), given or {}) if found is not None and plain(found) else None
        start, end = self.document.place(found if found is not None else at)
        return Machine(word, self.context, start, min(end, start + 200), name, shell)

    def variables(self, node: Node | None) -> tuple[Assign, ...]:
        """A mapping of variables; GitLab and Azure also write ``value`` below the name."""
        found = []
        for name, value in pairs(node):
            scalar = value if kind_of(value) == "scalar" else child(value, "value")
            if plain(scalar) or kind_of(scalar) == "scalar":
                assert scalar is not None  # noqa: S101 - it is a scalar
                found.append(Assign(name, self.document.word(scalar), *self.document.place(scalar)))
        return tuple(found)

    def script(
        self,
        nodes: Iterable[Node],
        shell: str = "sh",
        before: Iterable[Event] = (),
        *,
        pipefail: bool = False,
    ) -> tuple[Event, ...]:
        """Lines that one shell runs one after the other; nothing where there are none."""
        scalars = [one for one in _flat(nodes) if kind_of(one) == "scalar"]
        if not scalars:
            return ()
        events: list[Event] = list(before)
        for one in scalars:
            found, problems = events_of(self.document.script(one))
            events += found
            self.problems += problems
        start, end = self.document.place(scalars[0])[0], self.document.place(scalars[-1])[1]
        return (Isolated(tuple(events), shell, start, end, pipefail),)

    def reading(self, events: Iterable[Event]) -> Reading:
        """What was read."""
        return Reading(tuple(events), tuple(self.problems))


def filled(word: Word, given: Mapping[str, Word]) -> Word:
    """A word with the variables that the file itself gives a value."""
    parts: list[Part] = []
    for part in word.parts:
        value = given.get(part.name) if isinstance(part, Variable) else None
        parts += value.parts if value is not None else (part,)
    return Word(_together(parts), word.start, word.end)


def _together(parts: list[Part]) -> tuple[Part, ...]:
    found: list[Part] = []
    for part in parts:
        last = found[-1] if found else None
        if isinstance(part, str) and isinstance(last, str):
            found[-1] = last + part
        else:
            found.append(part)
    return tuple(found)


def _flat(nodes: Iterable[Node]) -> list[Node]:
    """Lists of lists of lines, as anchors make them."""
    found: list[Node] = []
    for one in nodes:
        found += _flat(one.value) if kind_of(one) == "sequence" else [one]
    return found
