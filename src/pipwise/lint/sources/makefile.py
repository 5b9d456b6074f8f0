"""Makefiles and justfiles: each line of a recipe has a shell of its own, variables are make's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipwise.lint.events import Assign, Event, Isolated, Machine, Word
from pipwise.lint.reading import Problem, Reading
from pipwise.lint.sources.dockerfile_words import words
from pipwise.lint.sources.shell import events_of, shebang
from pipwise.lint.text import Text
from pipwise.model.value import NamedTuple

_VARIABLE = re.compile(rb"^(?:export\s+|override\s+)*([A-Za-z_][\w.-]*)\s*(?:::?:?|\?|\+)?=\s*(.*)$")
_REFERENCE = re.compile(rb"\$\$|\$\(([A-Za-z_][\w.]*)\)|^([ \t]*)([@+-]+)")


class _Recipe(NamedTuple):
    name: str
    needs: tuple[str, ...]
    lines: list[tuple[int, int]]


def read(text: Text, path: str) -> Reading:
    """Every recipe after those that it needs, as far as they are in the file; no shell knows the variables of another."""
    variables, recipes, one_shell = _divided(text)
    problems: list[Problem] = []
    events: list[Event] = [Machine(None, "script", 0, 0), *variables]
    for recipe in _in_order(recipes):
        for body, shell in _bodies(text, recipe, one_shell=one_shell or _is_script(text, recipe)):
            found, odd = events_of(body)
            problems += odd
            events.append(Isolated(found, shell, body.origin(0), body.origin(len(body.data))))
    return Reading(tuple(events), tuple(problems))


def _divided(text: Text) -> tuple[list[Assign], list[_Recipe], bool]:
    variables: list[Assign] = []
    recipes: list[_Recipe] = []
    at, one_shell, lines = 0, False, text.data.splitlines(keepends=True)
    number = 0
    while number < len(lines):
        start, first = at, number
        while lines[number].rstrip(b"\r\n").endswith(b"\\") and number + 1 < len(lines):
            number += 1
        number += 1
        line = b"".join(lines[first:number])
        at += len(line)
        bare = line.rstrip()
        if line[:1] in (b"\t", b" ") and recipes and bare.strip():
            recipes[-1].lines.append((start, at))
        elif found := _VARIABLE.match(bare):
            variables.append(_assign(text, start, found))
        elif recipe := _target(bare, start):
            one_shell = one_shell or recipe.name == ".ONESHELL"
            recipes.append(recipe)
    return variables, recipes, one_shell


def _target(line: bytes, start: int) -> _Recipe | None:
    """``name parameters: needs ; command``; None for every other line."""
    head, colon, rest = line.removeprefix(b"@").partition(b":")
    after = rest.removeprefix(b":")
    if not colon or not head or head[:1] in b" \t#" or b"=" in head or after[:1] == b"=":
        return None
    needs, _, command = after.partition(b";")
    needs, comment, _ = needs.partition(b"#")
    if b"=" in needs:
        return None
    end = start + len(line)
    inline = [(end - len(after) + len(needs) + 1, end)] if command and not comment else []
    name = head.split()[0].decode("utf-8", "replace")
    return _Recipe(name, tuple(one.decode("utf-8", "replace") for one in needs.split()), inline)


def _assign(text: Text, start: int, found: re.Match[bytes]) -> Assign:
    body = _as_shell(text.part(start + found.start(2), start + found.end(2)))
    value = words(body)
    parts = tuple(part for word in value for part in (*word.parts, " "))[:-1]
    begin, end = start + found.start(), start + found.end()
    return Assign(
        found[1].decode(),
        Word(parts or ("",), text.origin(begin), text.origin(end)),
        text.origin(begin),
        text.origin(end),
    )


def _in_order(recipes: list[_Recipe]) -> Iterator[_Recipe]:
    named = {recipe.name: recipe for recipe in reversed(recipes)}
    done: set[int] = set()
    pending = [(recipe, False) for recipe in reversed(recipes)]
    while pending:
        recipe, ready = pending.pop()
        if ready:
            yield recipe
        elif id(recipe) not in done:
            done.add(id(recipe))
            needed = [named[name] for name in reversed(recipe.needs) if name in named]
            pending += [(recipe, True), *((one, False) for one in needed)]


def _is_script(text: Text, recipe: _Recipe) -> bool:
    """A recipe of just's that begins with ``#!``."""
    return bool(recipe.lines) and text.data[recipe.lines[0][0] :].lstrip()[:2] == b"#!"


def _bodies(text: Text, recipe: _Recipe, *, one_shell: bool) -> Iterator[tuple[Text, str]]:
    if one_shell and recipe.lines:
        whole = text.part(recipe.lines[0][0], recipe.lines[-1][1])
        first = whole.data.lstrip()
        if not first.startswith(b"#!") or shebang(first):
            yield _as_shell(whole), shebang(first) or "sh"
        return
    for start, end in recipe.lines:
        yield _as_shell(text.part(start, end)), "sh"


def _as_shell(text: Text) -> Text:
    """``$$`` is the shell's ``$``, ``$(NAME)`` is make's variable, ``@`` and ``-`` are words to make."""
    data, pieces, at = bytearray(), [], 0
    for found in _REFERENCE.finditer(text.data):
        pieces.append((len(data), text.origin(at)))
        data += text.data[at : found.start()]
        if found[0] == b"$$":
            data += b"$"
        elif found[1] is not None:
            pieces.append((len(data), text.origin(found.start())))
            data += b"${" + found[1].replace(b".", b"_") + b"}"
        else:
            data += found[2] + b" " * len(found[3])
        at = found.end()
    pieces.append((len(data), text.origin(at)))
    data += text.data[at:]
    return Text(bytes(data), tuple(dict(pieces).items()))
