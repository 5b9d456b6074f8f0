"""Variables: ENV and ARG, the shell's own, what is exported; and paths below the working directory."""

from __future__ import annotations

import posixpath
import re

from pipwise.lint.events import TURN, Assign, Command, Word
from pipwise.lint.world.call import Call
from pipwise.lint.world.expand import expand, is_open, text_of
from pipwise.lint.world.state import PERHAPS, World
from pipwise.model.intent import Invocation
from pipwise.model.value import TYPE_CHECKING

if TYPE_CHECKING:
    from pipwise.lint.world.notes import Notes


_COUNT = re.compile(r"[0-9]{1,4}")
_LONGEST = 20_000
"""Of a longer value nobody asks anything; ``A=$A$A`` doubles with every line."""


def assigned(notes: Notes, event: Assign, world: World) -> World:
    """ENV and ARG; an ARG before the first stage is for FROM alone until a stage names it again."""
    value = text_of(world, event.value) if event.value is not None else None
    if event.each and event.value is not None:
        value = TURN.join(expand(world, (event.value,)))
    if value is not None and (len(value) > _LONGEST or (is_open(value) and event.name != "PATH")):
        value = None
    if event.kind == "arg":
        if not world.image:
            return world._replace(
                arguments={**world.arguments, event.name: value},
                variables={**world.variables, event.name: value},
            )
        if event.value is None:
            value = world.arguments.get(event.name)
        if event.name in world.variables and event.name not in world.arguments:
            return world
        return world._replace(variables={**world.variables, event.name: value})
    invocation = Invocation((), "other", "", module=False, python_flags=(), arguments=())
    words = (event.value,) if event.value is not None else ()
    call = Call(Command(words, event.start, event.end), (f"{event.name}={value or ''}",), invocation, "ENV")
    noted(notes, call, world, event.name, value)
    return world._replace(variables={**world.variables, event.name: value})


def noted(notes: Notes, call: Call, world: World, name: str, value: str | None) -> None:
    """Variables that change what an installer does are kept for rules."""
    if name.startswith(("PIP_", "UV_", "PIPENV_", "VIRTUAL_ENV", "POETRY_")):
        notes.note("variable", call, world, name=name, value=value or "")


def of_shell(world: World, assignments: tuple[tuple[str, Word], ...]) -> World:
    """``NAME=value``: the shell's own, unless programs got that variable already."""
    local = set(world.local)
    values = dict(world.variables)
    for name, word in assignments:
        if name not in values:
            local.add(name)
        values[name] = known(text_of(world._replace(variables=values), word), name)
    return world._replace(variables=values, local=frozenset(local))


def called_with(world: World, words: tuple[str, ...]) -> World:
    """``$1``, ``$@`` … inside of a function."""
    kept = {name: value for name, value in world.variables.items() if not (name.isdigit() or name == "@")}
    given = {str(number): word for number, word in enumerate(words, 1)}
    local = world.local | {*given, "@"}
    return world._replace(variables={**kept, **given, "@": TURN.join(words)}, local=local)


def shifted(notes: Notes, call: Call, world: World) -> World:
    """``shift``, as far as it is known what is shifted."""
    given = world.variables.get("@")
    count = int(call.words[1]) if call.words[1:] and _COUNT.fullmatch(call.words[1]) else 1
    return world if given is None else called_with(world, tuple(given.split(TURN)[count:]))


def returned(before: World, after: World) -> World:
    """After a function its caller's own arguments are back."""
    own = {name: value for name, value in before.variables.items() if name.isdigit() or name == "@"}
    rest = {name: value for name, value in after.variables.items() if not (name.isdigit() or name == "@")}
    return after._replace(variables={**rest, **own})


def has_pipefail(world: World) -> bool:
    """Whether a pipe fails where any of its commands does; a shell that is none of POSIX's is not asked."""
    return "pipefail" in (world.variables.get("SHELLOPTS") or "") or world.shell == "none"


def has_errexit(world: World) -> bool:
    """Whether the shell ends where a command fails; a shell that is none of POSIX's is not asked."""
    return "errexit" in (world.variables.get("SHELLOPTS") or "") or world.shell == "none"


def logged_in(world: World) -> World:
    """A profile sets PATH anew (Debian's and Alpine's /etc/profile): an environment is on it where one puts it back."""
    path = world.variables.get("PATH")
    if path is None:
        return world._replace(login=True)
    entries = [
        f"{PERHAPS}{entry}" if _leads_to_environment(world, entry) else entry for entry in path.split(":")
    ]
    return world._replace(variables={**world.variables, "PATH": ":".join(entries)}, login=True)


def _leads_to_environment(world: World, entry: str) -> bool:
    python = world.pythons.get(joined(world, entry)) if entry else None
    return python is not None and python.kind == "venv"


def with_option(world: World, name: str, *, on: bool = True) -> World:
    """The shell's own list of options (bash(1), SHELLOPTS)."""
    before = (world.variables.get("SHELLOPTS") or "").split(":")
    options = [one for one in before if one not in ("", name)] + ([name] if on else [])
    return world._replace(
        variables={**world.variables, "SHELLOPTS": ":".join(options)}, local=world.local | {"SHELLOPTS"}
    )


def options_set(notes: Notes, call: Call, world: World) -> World:
    """``set -o pipefail``, ``set -euo pipefail``, ``set +o pipefail``, ``set +e``."""
    for before, word in zip(call.words, call.words[1:], strict=False):
        if word in ("pipefail", "errexit") and before[:1] in ("-", "+") and before[-1:] == "o":
            world = with_option(world, word, on=before[0] == "-")
        elif word[:1] in ("-", "+") and "e" in word[1:] and word[1:2] != "-":
            world = with_option(world, "errexit", on=word[0] == "-")
    return world


def known(text: str, name: str) -> str | None:
    """A value, or None where it hangs on something that only a run tells; PATH is kept with its open entries."""
    if len(text) > _LONGEST:
        return None
    return text if name in ("PATH", "VIRTUAL_ENV") or "$(" not in text else None


def exported(notes: Notes, call: Call, world: World) -> World:
    """``export NAME=value``, ``declare -x``, ``export NAME``."""
    values, local = dict(world.variables), set(world.local)
    given = call.words[1:]
    exporting = call.words[0] == "export" or "-x" in given
    for word in given:
        name, equals, value = word.partition("=")
        if name.startswith("-"):
            continue
        if equals:
            values[name] = known(value, name)
        if exporting:
            local.discard(name)
            if equals:
                noted(notes, call, world, name, value)
        elif equals and name not in world.variables:
            local.add(name)
    return world._replace(variables=values, local=frozenset(local))


def unset(notes: Notes, call: Call, world: World) -> World:
    """``unset NAME``."""
    gone = set(call.words[1:])
    return world._replace(
        variables={name: value for name, value in world.variables.items() if name not in gone}
    )


def changed(notes: Notes, call: Call, world: World) -> World:
    """``cd``."""
    found = [word for word in call.words[1:] if not word.startswith("-")]
    return world._replace(cwd=joined(world, found[0] if found else "~"))


def joined(world: World, path: str) -> str:
    """A path from the working directory, as far as that is known; home is its name or ``${HOME}``."""
    if path == "~" or path.startswith("~/"):
        home = world.variables.get("HOME") or ("/root" if world.root else "${HOME}")
        path = home + path[1:]
    if not path.startswith(("/", "$", "%")):
        path = f"{world.cwd}/{path}" if world.cwd else path
    path = path.replace("$HOME/", "${HOME}/")
    return posixpath.normpath(path) if path else path


def words_of(world: World, words: tuple[Word, ...]) -> tuple[str, ...]:
    """Words of an event as texts."""
    return expand(world, words)
