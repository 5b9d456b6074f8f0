"""Pipx's command lines, by the parser of the version at hand."""

from __future__ import annotations

from pipwise.intent.pipx_argparse import Reader
from pipwise.intent.pipx_syntax import Grammar, Option, Refused
from pipwise.intent.pipx_table import COMMON, TABLES, VERSIONS
from pipwise.model.intent import Arguments, Problem


def parse(arguments: tuple[str, ...], version: str = "") -> Arguments:
    """A command line of pipx of some version ('' for the newest known) as that version's parser reads it."""
    index = _index(version)
    commands = _commands(index)
    reader = Reader(arguments)
    command = ""
    try:
        command = reader.read_top(_grammar(index, commands, ""), tuple(name for name in commands if name))
        if not command:
            missing = Problem("no-command", 1, "no command is given")
            return reader.arguments("", None if reader.done else missing)
        reader.read(_grammar(index, commands, command))
    except Refused as refused:
        return reader.arguments(command, refused.problem)
    return reader.arguments(command)


def _index(version: str) -> int:
    """The known version that stands for this one: itself or the next newer."""
    wanted = _numbers(version)
    if not wanted:
        return len(VERSIONS) - 1
    return next(
        (count for count, known in enumerate(VERSIONS) if _numbers(known) >= wanted), len(VERSIONS) - 1
    )


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.split(".")
    return tuple(int(part) for part in parts) if all(part.isdigit() for part in parts) else ()


def _commands(index: int) -> dict[str, tuple[str, str]]:
    """Command → operands and options, as text."""
    rows = (line.split("|") for line in TABLES[index].splitlines() if line)
    return {name.strip(): (operands, options) for name, operands, options in rows}


def _grammar(index: int, commands: dict[str, tuple[str, str]], command: str) -> Grammar:
    operands, text = commands[command]
    plain = index == 0 and command in ("ensurepath", "environment", "completions")
    common = "" if not command or plain else COMMON[index]
    options: dict[str, Option] = {"--help": Option("help", ""), "-h": Option("help", "")}
    group, inside = 0, False
    for word in f"{common} {text}".split():
        if word.startswith("["):
            group, inside = group + 1, True
        spellings, equals, takes = word.strip("[]").partition("=")
        choices = tuple(takes.split(",")) if takes not in ("", "*", "+") else ()
        kind = "" if not equals else takes if takes in ("*", "+") else "="
        names = spellings.split("/")
        option = Option(names[0][2:], kind, choices, group if inside else 0)
        options |= dict.fromkeys(names, option)
        inside = inside and not word.endswith("]")
    return Grammar(options, tuple(operands.split()))
