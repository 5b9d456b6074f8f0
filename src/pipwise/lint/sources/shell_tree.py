"""From the tree of a shell text to events: sequences, branches, pipes, subshells, functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipwise.lint.events import NEXT, TURN, Assign, Branches, Command, Event, Function, Isolated, Pipe, Word
from pipwise.lint.reading import Problem
from pipwise.lint.sources.shell_commands import Commands, leaves_after, with_redirects
from pipwise.lint.sources.shell_words import Words
from pipwise.lint.text import Text
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

_DEEPEST = 60
_SIMPLE = (
    "command",
    "declaration_command",
    "unset_command",
    "test_command",
    "variable_assignment",
    "variable_assignments",
)
_LEAVE_OUT = ("comment", "heredoc_body", "\n")
Parse = Callable[[Text], tuple[tuple[Event, ...], tuple[Problem, ...]]]


class Tree:
    """Walks one tree; ``problems`` are (offset, why) of what was not read."""

    def __init__(self, words: Words, parse: Parse) -> None:
        self.words = words
        self.commands = Commands(words, self.sequence, parse)
        self.problems: list[tuple[int, str]] = []
        self.depth = 0

    def sequence(self, nodes: Iterable[Node]) -> list[Event]:
        """The events of nodes that run one after the other."""
        found: list[Event] = []
        for node in nodes:
            events = self.statement(node) if node.is_named else ()
            if events:
                found += [NEXT, *events] if found else events
        return found

    def statement(self, node: Node) -> list[Event]:
        """The events of one statement."""
        if self.depth > _DEEPEST:
            self.problems.append((node.start_byte, "it is nested too deeply"))
            return []
        self.depth += 1
        try:
            return self._statement(node)
        finally:
            self.depth -= 1

    def _statement(self, node: Node) -> list[Event]:
        kind = node.type
        if kind in _SIMPLE:
            return self.commands.simple(node)
        if kind in _COMPOUND:
            return _COMPOUND[kind](self, node)
        if kind in _LEAVE_OUT:
            return []
        if kind == "ERROR":
            self.problems.append((node.start_byte, "it cannot be read as shell"))
        return self.sequence(node.children)

    def _list(self, node: Node) -> list[Event]:
        named = [child for child in node.children if child.is_named]
        if len(named) != 2:
            return self.sequence(node.children)
        left, right = self.statement(named[0]), self.statement(named[1])
        if any(child.type == "||" for child in node.children):
            if leaves_after(right):
                return [*left, Branches(((),), (tuple(right),), complete=False)]
            return [*_tolerated(_passed_over(left, right)), Branches(((),), (tuple(right),), complete=False)]
        if left and isinstance(left[-1], Command) and is_test(left[-1]):
            test = (*left[:-1], left[-1]._replace(tolerated=True))
            return [Branches((test,), (tuple(right),), complete=False, conditions=(_compared(left[-1]),))]
        return [*left, *right]

    def _if(self, node: Node) -> list[Event]:
        pairs: list[tuple[list[Node], list[Node]]] = [([], [])]
        complete, into = False, 0
        for child in _flat_if(node):
            if child.type in ("if", "elif"):
                pairs += [([], [])] if child.type == "elif" else []
                into = 0
            elif child.type in ("then", "else"):
                into = 1
                if child.type == "else":
                    pairs.append(([], []))
                    complete = True
            elif child.is_named:
                pairs[-1][into].append(child)
        tests = tuple(tuple(_tolerated(self.sequence(test), every=True)) for test, _ in pairs)
        bodies = tuple(tuple(self.sequence(body)) for _, body in pairs)
        return [Branches(tests, bodies, complete, tuple(_condition(test) for test in tests))]

    def _case(self, node: Node) -> list[Event]:
        value = node.child_by_field_name("value")
        subject = self.words.word(value) if value else Word(("",), 0, 0)
        bodies, conditions, complete = [], [], False
        for item in node.children:
            if item.type == "case_item":
                patterns = [self.words.raw(one) for one in item.children_by_field_name("value")]
                complete = complete or "*" in patterns
                inside = [child for child in item.children if child.type in _STATEMENTS]
                bodies.append(tuple(self.sequence(inside)))
                conditions.append((subject, "|".join(pattern.strip("\"'") for pattern in patterns)))
        tests: tuple[tuple[Event, ...], ...] = ((),) * len(bodies)
        return [Branches(tests, tuple(bodies), complete, tuple(conditions))] if bodies else []

    def _for(self, node: Node) -> list[Event]:
        variable = node.child_by_field_name("variable")
        body = self.sequence(
            child for child in node.children if child.type in ("do_group", "compound_statement")
        )
        if variable is None:
            return body
        start, end = (self.words.text.origin(at) for at in (node.start_byte, node.end_byte))
        values = tuple(self.words.word(one) for one in node.children_by_field_name("value"))
        # All of the turns at once: what one of them does, the body does for all.
        parts = tuple(part for word in values for part in (*word.parts, TURN))[:-1]
        value = Word(parts, values[0].start, values[-1].end) if values else None
        return [Assign(self.words.raw(variable), value, start, end, each=True), *body]

    def _while(self, node: Node) -> list[Event]:
        condition = node.children_by_field_name("condition")
        body = self.sequence(child for child in node.children if child.type == "do_group")
        return [
            Branches(
                (tuple(_tolerated(self.sequence(condition), every=True)),), (tuple(body),), complete=False
            )
        ]

    def _pipeline(self, node: Node) -> list[Event]:
        members = tuple(tuple(self.statement(child)) for child in node.children if child.is_named)
        return [Pipe(members)]

    def _subshell(self, node: Node) -> list[Event]:
        return [Isolated(tuple(self.sequence(node.children)))]

    def _function(self, node: Node) -> list[Event]:
        name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
        return [Function(self.words.raw(name), tuple(self.statement(body)))] if name and body else []

    def _redirected(self, node: Node) -> list[Event]:
        body = node.child_by_field_name("body")
        redirects = [child for child in node.children if child != body]
        inner = self.commands.fed(body, redirects) if body is not None else None
        if inner is not None:
            return inner
        return with_redirects(self.statement(body) if body else [], self.commands.redirects(redirects))

    def _negated(self, node: Node) -> list[Event]:
        return _tolerated(self.sequence(node.children))


_COMPOUND: dict[str, Callable[[Tree, Node], list[Event]]] = {
    "list": Tree._list,
    "if_statement": Tree._if,
    "case_statement": Tree._case,
    "for_statement": Tree._for,
    "while_statement": Tree._while,
    "pipeline": Tree._pipeline,
    "subshell": Tree._subshell,
    "function_definition": Tree._function,
    "redirected_statement": Tree._redirected,
    "negated_command": Tree._negated,
}
_STATEMENTS = (*_SIMPLE, *_COMPOUND, "compound_statement", "do_group", "ERROR")


_SAYS_ONLY = ("true", ":", "echo", "printf")


def is_test(command: Command) -> bool:
    """Whether a command only asks a question."""
    first = command.words[0].parts[0] if command.words else ""
    return first in ("[", "[[", "test", "command", "which", "hash", "type", "grep")


def _flat_if(node: Node) -> Iterable[Node]:
    for child in node.children:
        if child.type in ("elif_clause", "else_clause"):
            yield from child.children
        else:
            yield child


def _tolerated(events: list[Event], *, every: bool = False) -> list[Event]:
    """The last command, or all of them, may fail."""
    return [
        event._replace(tolerated=True)
        if isinstance(event, Command) and (every or event is events[-1])
        else event
        for event in events
    ]


def _passed_over(left: list[Event], right: list[Event]) -> list[Event]:
    """``|| true``, ``|| echo …``: what says no more than that it goes on."""
    first = [one.words[0].parts[0] if isinstance(one, Command) and one.words else "" for one in right]
    last = left[-1] if left else None
    if not isinstance(last, Command) or not first or not all(word in _SAYS_ONLY for word in first):
        return left
    return [*left[:-1], last._replace(swallowed=f"|| {first[0]} goes on")]


def _condition(test: tuple[Event, ...]) -> tuple[Word, str]:
    last = test[-1] if test else None
    return _compared(last) if isinstance(last, Command) else (Word(("",), 0, 0), "")


def _compared(command: Command) -> tuple[Word, str]:
    """``[ "$X" = y ]``: the two sides, or nothing."""
    words = command.words[1:]
    for position, word in enumerate(words):
        if word.parts in (("=",), ("==",)) and 0 < position < len(words) - 1:
            other = words[position + 1].parts
            return words[position - 1], other[0] if len(other) == 1 and isinstance(other[0], str) else ""
    return Word(("",), 0, 0), ""
