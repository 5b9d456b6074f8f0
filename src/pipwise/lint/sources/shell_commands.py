"""Simple commands of a shell with their redirections; a shell that is called with a text becomes the events of that text."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipwise.lint.events import Branches, Command, Event, Isolated, Machine, Opaque, Pipe, Redirect, Word
from pipwise.lint.reading import Problem
from pipwise.lint.sources.containers import CONTEXT, enters_container, in_container
from pipwise.lint.sources.quoted import in_double_quotes
from pipwise.lint.sources.shell_options import ends_early, is_login
from pipwise.lint.sources.shell_words import Words
from pipwise.lint.text import Text
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

_SHELLS = ("sh", "bash", "dash", "ash", "zsh", "ksh", "su", "runuser")
_WRAPPERS = (
    "sudo",
    "env",
    "exec",
    "command",
    "time",
    "nice",
    "xargs",
    "-",
    "-i",
    "-l",
    "--login",
    "-s",
    "-e",
    "-x",
)
_WORDS = frozenset(
    (
        *(
            "word",
            "string",
            "raw_string",
            "ansi_c_string",
            "concatenation",
            "simple_expansion",
            "expansion",
            "number",
        ),
        *(
            "command_substitution",
            "process_substitution",
            "arithmetic_expansion",
            "brace_expression",
            "extglob_pattern",
        ),
        *("translated_string", "test_operator", "regex", "variable_name", "command_name"),
    )
)
Sequence = Callable[[Iterable["Node"]], list[Event]]
Parse = Callable[[Text], tuple[tuple[Event, ...], tuple[Problem, ...]]]


class Commands:
    """Makes the events of simple commands."""

    def __init__(self, words: Words, sequence: Sequence, parse: Parse) -> None:
        self.words = words
        self.sequence = sequence
        self.parse = parse
        self.places: dict[int, tuple[int, int]] = {}
        """Where in the text the words stand that begin at a place of the file."""

    def simple(self, node: Node) -> list[Event]:
        """A command, an assignment, a declaration or a test, after the commands that are substituted in it."""
        words, assignments, redirects = self._parts(node)
        start, end = (self.words.text.origin(at) for at in (node.start_byte, node.end_byte))
        command = Command(tuple(words), start, end, tuple(assignments), tuple(redirects))
        return [*self._substituted(node), *self._unfolded(command)]

    def _parts(self, node: Node) -> tuple[list[Word], list[tuple[str, Word]], list[Redirect]]:
        words: list[Word] = []
        assignments: list[tuple[str, Word]] = []
        redirects: list[Redirect] = []
        outer = node.type
        nodes = [node] if outer == "variable_assignment" else node.children[::-1]
        while nodes:
            child = nodes.pop()
            kind = child.type
            if kind == "variable_assignment" and (not words or outer != "command"):
                name, value = child.child_by_field_name("name"), child.child_by_field_name("value")
                if outer == "declaration_command":
                    words.append(self.words.word(child))
                elif name is not None:
                    empty = Word(
                        ("",), self.words.text.origin(child.end_byte), self.words.text.origin(child.end_byte)
                    )
                    assignments.append((self.words.raw(name), self.words.word(value) if value else empty))
            elif kind in ("file_redirect", "heredoc_redirect", "herestring_redirect"):
                redirects += self.redirects([child])
            elif kind in _WORDS or not child.is_named:
                words.append(self.words.word(child))
                self.places[words[-1].start] = (child.start_byte, child.end_byte)
            else:
                nodes += child.children[::-1]
        return words, assignments, redirects

    def redirects(self, nodes: Iterable[Node]) -> list[Redirect]:
        """Redirections; a here-document with its text."""
        found = []
        for node in nodes:
            if node.type == "heredoc_redirect":
                body = next((child for child in node.children if child.type == "heredoc_body"), None)
                if body is not None:
                    start = self.words.text.origin(body.start_byte)
                    found.append(Redirect("<<", None, self.words.raw(body), start))
                found += self.redirects(child for child in node.children if child.type == "file_redirect")
            elif node.type in ("file_redirect", "herestring_redirect"):
                named = [
                    child for child in node.children if child.is_named and child.type != "file_descriptor"
                ]
                operator = next((child.type for child in node.children if not child.is_named), ">")
                found.append(Redirect(operator, self.words.word(named[0]) if named else None))
        return found

    def fed(self, body: Node, redirects: list[Node]) -> list[Event] | None:
        """The events of a here-document that a shell is fed with (``bash <<EOF``); None where it is no such thing."""
        if body.type != "command":
            return None
        documents = [child for node in redirects for child in node.children if child.type == "heredoc_body"]
        words = [self.words.raw(child) for child in body.children if child.is_named]
        names = [word.rpartition("/")[2] for word in words if word not in _WRAPPERS and "=" not in word]
        machine: tuple[Event, ...] = ()
        if documents and enters_container(words):
            place = self.words.text.origin(body.start_byte)
            machine = (Machine(None, CONTEXT, place, place, "", "sh"),)
            names = names[next((at for at, name in enumerate(names) if name in _SHELLS), len(names)) :]
        if (
            not documents
            or not names
            or names[0] not in _SHELLS
            or any(name[0] != "-" for name in names[1:] if names[0] not in ("su", "runuser"))
        ):
            return None
        start, end = documents[0].start_byte, documents[0].end_byte
        events = self.parse(self.words.text.part(start, end))[0]
        inside = Isolated(events, names[0], self.words.text.origin(start), self.words.text.origin(end))
        return [Isolated((*machine, inside), "", inside.start, inside.end)] if machine else [inside]

    def _substituted(self, node: Node) -> list[Event]:
        text = self.words.text.data[node.start_byte : node.end_byte]
        if b"$(" not in text and b"`" not in text:
            return []
        found: list[Event] = []
        nodes = list(node.children)
        while nodes:
            child = nodes.pop()
            if child.type == "command_substitution":
                found.append(Isolated(tuple(self.sequence(child.children))))
            else:
                nodes += child.children
        return found

    def _unfolded(self, command: Command) -> list[Event]:
        """The command; for ``bash -c '…'`` and the like the events of the text."""
        plain = [
            word.parts[0] if len(word.parts) == 1 and isinstance(word.parts[0], str) else ""
            for word in command.words
        ]
        contained = in_container(command, plain, self._unfolded)
        if contained:
            return contained
        if plain[:1] == ["eval"]:
            return self._evaluated(command, plain)
        place = next((at for at, word in enumerate(plain) if word.rpartition("/")[2] in _SHELLS), -1)
        if place < 0 or any(
            word not in _WRAPPERS and "=" not in word for word in plain[:place] if word[:1] != "-"
        ):
            return [command]
        for at in range(place + 1, len(plain) - 1):
            if plain[at][:1] == "-" and plain[at][-1:] == "c":
                events = self._nested(command.words[at + 1], plain[at + 1])
                if events is None:
                    continue
                options = plain[place + 1 : at + 1]
                early, login = ends_early(options), is_login(options)
                shell = plain[place].rpartition("/")[2]
                return [Isolated(events, shell, command.start, command.end, errexit=early, login=login)]
        return [command]

    def _evaluated(self, command: Command, plain: list[str]) -> list[Event]:
        """What ``eval`` runs, here and now; the command itself where a program tells what that is (``eval "$(…)"``)."""
        told = command.words[1:]
        if not told or any(isinstance(part, Opaque) for word in told for part in word.parts):
            return [command]
        if len(told) > 1:
            return self._unfolded(command._replace(words=told))
        events = self._nested(told[0], plain[1])
        return (
            [command._replace(words=told)]
            if events is None
            else with_redirects([*events], [*command.redirects])
        )

    def _nested(self, word: Word, text: str) -> tuple[Event, ...] | None:
        """The events of a text that a shell is called with; None where a run alone tells it."""
        start, end = self.places.get(word.start, (0, 0))
        quoted = self.words.text.data[start:end]
        if len(quoted) > 1 and quoted[:1] == quoted[-1:] and quoted[:1] in (b"'", b'"'):
            inside = self.words.text.part(start + 1, end - 1)
            return self.parse(inside if quoted[:1] == b"'" else in_double_quotes(inside))[0]
        if not text:
            return None
        return self.parse(Text(text.encode("utf-8", "surrogateescape"), ((0, word.start),)))[0]


def with_redirects(events: list[Event], redirects: list[Redirect]) -> list[Event]:
    """Redirections belong to the last command of a list, and to every one inside of a group."""
    if not events or not redirects:
        return events
    last = events[-1]
    more = tuple(redirects)
    if isinstance(last, Command):
        return [*events[:-1], last._replace(redirects=(*last.redirects, *more))]
    if isinstance(last, Pipe):
        members = (*last.members[:-1], tuple(with_redirects(list(last.members[-1]), redirects)))
        return [*events[:-1], last._replace(members=members)]
    if isinstance(last, Isolated):
        return [*events[:-1], last._replace(body=tuple(with_redirects(list(last.body), redirects)))]
    return events


def leaves_after(events: list[Event]) -> bool:
    """Whether these commands end the script: then what stood before ``||`` was not to fail."""
    last = events[-1] if events else None
    if isinstance(last, Branches):
        return bool(last.bodies) and all(leaves_after(list(body)) for body in last.bodies)
    first = last.words[0].parts[0] if isinstance(last, Command) and last.words else ""
    return isinstance(first, str) and (
        first in ("exit", "return", "false") or first.startswith(("die", "fatal", "abort", "error", "fail"))
    )
