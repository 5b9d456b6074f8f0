"""Dockerfiles and Containerfiles: stages, variables, users and what RUN runs."""

from __future__ import annotations

from collections.abc import Callable

from pipwise.lint.events import Assign, Become, Command, Copy, Directory, Event, Isolated, Machine, Part, Word
from pipwise.lint.reading import Problem, Reading
from pipwise.lint.sources.dockerfile_lines import Instruction, instructions
from pipwise.lint.sources.dockerfile_words import json_list, without_flags, words
from pipwise.lint.sources.shell import events_of, shebang
from pipwise.lint.sources.shell_options import ends_early, is_login
from pipwise.lint.text import Text
from pipwise.model.value import NamedTuple

CONTEXT = "dockerfile"


def read(text: Text, path: str) -> Reading:
    """The events of a build, in the order of the file."""
    return _File(text).read()


class _Shell(NamedTuple):
    """The shell that runs the commands of a stage, as SHELL starts it."""

    name: str = "sh"
    pipefail: bool = False
    errexit: bool = False
    login: bool = False


class _File:
    """Reads one file; remembers the shell that SHELL has set in each stage."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.shell = _Shell()
        self.shells: dict[str, _Shell] = {}
        self.stage = ""
        self.problems: list[Problem] = []

    def read(self) -> Reading:
        events: list[Event] = []
        for one in instructions(self.text.data):
            place = Text(
                one.text.data, tuple((here, self.text.origin(there)) for here, there in one.text.pieces)
            )
            events += self._instruction(one._replace(text=place))
        return Reading(tuple(events), tuple(self.problems))

    def _instruction(self, one: Instruction) -> list[Event]:
        if one.name == "ONBUILD":
            inner = next(iter(instructions(one.text.data)), None)
            if inner is None:
                return []
            moved = Text(
                inner.text.data, tuple((here, one.text.origin(there)) for here, there in inner.text.pieces)
            )
            return self._instruction(one._replace(name=inner.name, text=moved, first_line=len(moved.data)))
        read = _INSTRUCTIONS.get(one.name)
        return read(self, one) if read else []

    def _from(self, one: Instruction) -> list[Event]:
        _, rest = without_flags(one.text)
        found = words(rest)
        if not found:
            return []
        named = len(found) > 2 and _plain(found[1]).lower() == "as"
        self.stage = _plain(found[2]).lower() if named else ""
        self.shell = self.shells[self.stage] = self.shells.get(_plain(found[0]).lower(), _Shell())
        return [Machine(found[0], CONTEXT, one.start, one.end, self.stage, self.shell.name)]

    def _variables(self, one: Instruction) -> list[Event]:
        kind = "arg" if one.name == "ARG" else "env"
        found = words(one.text)
        first = found[0].parts[0] if found else ""
        if kind == "env" and isinstance(first, str) and "=" not in first and len(found) > 1:
            value = Word(_joined(found[1:]), found[1].start, found[-1].end)
            return [Assign(first, value, one.start, one.end, "env")]
        return [_assign(word, kind) for word in found]

    def _shell(self, one: Instruction) -> list[Event]:
        listed = json_list(one.text)
        if listed:
            name = _plain(listed[0]).rpartition("/")[2]
            options = [_plain(word) for word in listed[1:]]
            self.shell = _Shell(name, "pipefail" in options, ends_early(options), is_login(options))
            self.shells[self.stage] = self.shell
        return []

    def _user(self, one: Instruction) -> list[Event]:
        return [Become(word, one.start, one.end) for word in words(one.text)[:1]]

    def _workdir(self, one: Instruction) -> list[Event]:
        return [Directory(word, one.start, one.end) for word in words(one.text)[:1]]

    def _copy(self, one: Instruction) -> list[Event]:
        first = one.text.part(0, max(one.first_line, 0))
        flags, rest = without_flags(first)
        found = json_list(rest) or words(rest)
        origin = flags.get("--from")
        start = Word((origin,), one.start, one.end) if origin else None
        written = one.heredocs[0].text.data.decode("utf-8", "replace") if one.heredocs else ""
        return (
            [Copy(tuple(found[:-1]), found[-1], one.start, one.end, start, written)] if len(found) > 1 else []
        )

    def _run(self, one: Instruction) -> list[Event]:
        _, rest = without_flags(one.text)
        listed = json_list(rest)
        if listed:
            return [Isolated((Command(tuple(listed), one.start, one.end),), "none", one.start, one.end)]
        bare = (
            one.heredocs
            and rest.data.lstrip()[:2] == b"<<"
            and len(rest.data.split(b"\n", 1)[0].split()) == 1
        )
        if bare:
            script = one.heredocs[0].text
            shell = shebang(script.data) or self.shell.name
            if script.data.startswith(b"#!") and not shebang(script.data):
                return []
            rest = Text(script.data, tuple((here, self.text.origin(there)) for here, there in script.pieces))
        else:
            shell = self.shell.name
        events, problems = events_of(rest)
        self.problems += problems
        early = (
            ends_early(rest.data.split(b"\n", 1)[0].decode("ascii", "replace").split())
            if bare
            else self.shell.errexit
        )
        pipefail, login = self.shell.pipefail and not bare, self.shell.login and not bare
        return [Isolated(events, shell, one.start, one.end, pipefail, early, login)]


def _plain(word: Word) -> str:
    return "".join(part for part in word.parts if isinstance(part, str))


def _joined(found: list[Word]) -> tuple[Part, ...]:
    return tuple(part for word in found for part in (*word.parts, " "))[:-1]


def _assign(word: Word, kind: str) -> Assign:
    first = word.parts[0] if isinstance(word.parts[0], str) else ""
    name, equals, rest = first.partition("=")
    value = Word(
        (rest, *word.parts[1:]) if rest or len(word.parts) == 1 else word.parts[1:], word.start, word.end
    )
    return Assign(name, value if equals else None, word.start, word.end, kind)  # type: ignore[arg-type]  # env or arg


_INSTRUCTIONS: dict[str, Callable[[_File, Instruction], list[Event]]] = {
    "FROM": _File._from,
    "ENV": _File._variables,
    "ARG": _File._variables,
    "SHELL": _File._shell,
    "USER": _File._user,
    "WORKDIR": _File._workdir,
    "COPY": _File._copy,
    "ADD": _File._copy,
    "RUN": _File._run,
    "CMD": _File._run,
    "ENTRYPOINT": _File._run,
}
