"""What can stand at the end of a line that begins with pipwise: asked of the registers, of the journal and of the tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipwise.cli.completing_codes import value_of_own
from pipwise.cli.completing_values import after_verb, value_of
from pipwise.cli.register import COMMANDS
from pipwise.cli.words import OWN_OPTIONS
from pipwise.system.look import Look
from pipwise.system.modules import load

FILES = ":files"
"""Stands for the files of the directory, which every shell knows best."""
_MOST = 400
Candidate = tuple[str, str]


def complete(look: Look, line: str) -> list[Candidate]:
    """(word, what it is) of all that fits the last word of the line, the first word being pipwise itself."""
    words = split(line)
    typed = words.pop() if words else ""
    found = [
        one for one in _candidates(look, words[1:], typed) if one[0].startswith(typed) or one[0] == FILES
    ]
    return list(dict.fromkeys(found))[:_MOST]


def split(line: str) -> list[str]:
    """The words of a line that somebody is still typing; the last one is '' behind a space."""
    import shlex

    for closing in ("", "'", '"'):
        try:
            words = shlex.split(line + closing)
        except ValueError:
            continue
        return [*words, ""] if line[-1:].isspace() and not closing else words
    return line.split(" ")


def _candidates(look: Look, before: list[str], typed: str) -> Iterable[Candidate]:
    option, equals, value = typed.removeprefix("--").partition("=")
    if equals and typed.startswith("--"):
        return [
            (f"--{option}={word}", told)
            for word, told in _value(look, before, option, value)
            if word != FILES
        ]
    last = before[-1].removeprefix("--") if before and before[-1].startswith("--") else ""
    if last in OWN_OPTIONS and OWN_OPTIONS[last].value:
        return value_of(look, last)
    verb, rest = _verb(before)
    own = value_of_own(verb, last, typed) if last else None
    if own is not None:
        return own
    if not verb:
        return _own(OWN_OPTIONS) if typed.startswith("-") else _verbs()
    if verb not in COMMANDS:
        return ()
    if typed.startswith("-"):
        return options_of_command(verb)
    return after_verb(look, verb, rest)


def _value(look: Look, before: list[str], option: str, typed: str) -> Iterable[Candidate]:
    own = value_of_own(_verb(before)[0], option, typed)
    return value_of(look, option) if own is None else own


def _verb(words: list[str]) -> tuple[str, list[str]]:
    """The command that has been typed, and what stands behind it; '' where there is none yet."""
    skip = False
    for at, word in enumerate(words):
        name = word.removeprefix("--")
        if skip:
            skip = False
        elif word.startswith("--") and name in OWN_OPTIONS:
            skip = bool(OWN_OPTIONS[name].value)
        elif word in COMMANDS:
            return word, words[at + 1 :]
        elif not word.startswith("-"):
            return word, []
    return "", []


def _verbs() -> Iterator[Candidate]:
    yield from ((verb, command.summary) for verb, command in COMMANDS.items())


def _own(names: Iterable[str]) -> Iterator[Candidate]:
    yield from ((f"--{name}", OWN_OPTIONS[name].summary) for name in names)


def options_of_command(verb: str) -> Iterator[Candidate]:
    """pipwise's own for this command, then those that the command tells of itself, then pip's."""
    command = COMMANDS[verb]
    yield from _own((*command.options, "help"))
    text = load(command.module).__doc__ or ""
    told = dict(re.findall(r"^\s*(--[a-z-]+)(?: [A-Z]+)?\s{2,}(.+)$", text, re.MULTILINE))
    for name in dict.fromkeys(re.findall(r"--[a-z][a-z-]+", f"{command.usage} {' '.join(told)}")):
        yield name, str(told.get(name, ""))
    if verb in ("install", "uninstall"):
        from pipwise.intent.pip_options import COMMANDS as PIPS
        from pipwise.intent.pip_options import OPTIONS, VERSIONS

        now = len(VERSIONS) - 1
        for row, first, last in (*PIPS[verb], *PIPS["general"]):
            if first <= now <= last:
                yield from ((name, "pip's") for name in OPTIONS[row][0] if name.startswith("--"))
