"""Writes what ``uv_option_table.py`` has measured as the module src/pipwise/intent/uv_table.py: literals only, and small."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from typing import NamedTuple

HERE = os.path.dirname(os.path.abspath(__file__))
MODULE = os.path.join(HERE, os.pardir, "src", "pipwise", "intent", "uv_table.py")
HEAD = '''"""Options of uv's commands by version, as real uvs take them; made by scripts/uv_option_table.py, not to be edited.

A place is a list of commands (letters, in the order of COMMANDS) with ranges of indexes into VERSIONS.
"""

# fmt: off
'''
Where = dict[str, set[int]]
"""Command → indexes of versions."""


class Row(NamedTuple):
    """One option as it is in some commands."""

    name: str
    kind: str
    many: bool
    variable: str


class Table(NamedTuple):
    """All that was measured, by what is the same."""

    commands: tuple[str, ...]
    usages: dict[str, dict[int, tuple[str, tuple[str, ...]]]]
    options: dict[Row, Where]
    spellings: dict[tuple[str, str], Where]
    conflicts: dict[tuple[str, str], Where]


def write_module(kept: dict[str, list[object]], versions: tuple[str, ...], commands: tuple[str, ...]) -> None:
    """Write the module."""
    text = module_text(gather(kept, versions, commands), versions)
    with open(MODULE, "w", encoding="utf-8") as file:
        file.write(text)


def gather(kept: dict[str, list[object]], versions: tuple[str, ...], commands: tuple[str, ...]) -> Table:
    """Turn the answers round: from versions and commands to options and where they are."""
    table = Table(commands, defaultdict(dict), defaultdict(_where), defaultdict(_where), defaultdict(_where))
    for command in commands:
        newest: dict[str, Row] = {}
        for index in range(len(versions) - 1, -1, -1):
            found = kept.get(f"{versions[index]}|{command}")
            if not found:
                continue
            usage, spellings, letters, operands, pairs = found
            table.usages[command][index] = (str(usage), tuple(operands))  # type: ignore[arg-type]  # what JSON gives back
            _take(table, command, index, spellings, newest)  # type: ignore[arg-type]
            for sign, name in letters.items():  # type: ignore[attr-defined]
                table.spellings[f"-{sign}", name][command].add(index)
            for one, other in pairs:  # type: ignore[attr-defined]
                table.conflicts[min(one, other), max(one, other)][command].add(index)
    return table


def _take(
    table: Table, command: str, index: int, spellings: dict[str, list[object]], newest: dict[str, Row]
) -> None:
    for spelling, (name, kind, many, variable) in spellings.items():
        row = Row(str(name), str(kind), bool(many), str(variable))
        if spelling == name:
            newest.setdefault(row.name, row)
            table.options[newest[row.name]][command].add(index)
        else:
            table.spellings[f"--{spelling}", row.name][command].add(index)


def module_text(table: Table, versions: tuple[str, ...]) -> str:
    """The module's text."""
    letters = {command: chr(ord("A") + count) for count, command in enumerate(table.commands)}
    places: dict[str, int] = {}

    def place(where: Where) -> int:
        text = " ".join(f"{letters[command]}{_ranges(indexes)}" for command, indexes in sorted(where.items()))
        return places.setdefault(text, len(places))

    options = [(*row, place(where)) for row, where in sorted(table.options.items())]
    spellings = [(*pair, place(where)) for pair, where in sorted(table.spellings.items())]
    conflicts: dict[int, list[str]] = defaultdict(list)
    for pair, where in sorted(table.conflicts.items()):
        conflicts[place(where)].append("+".join(pair))
    parts = [
        _literal("VERSIONS", [repr(version) for version in versions]),
        "\n" + _literal("COMMANDS", [repr(command) for command in table.commands]),
        "# command, first and last version, operands (-1 any number, -2 a command line), one of which is required\n",
        _literal("USAGES", [repr(usage) for usage in _usages(table)], one_a_line=True),
        _literal("PLACES", [repr(text) for text in places]),
        "# name, kind of value, may be repeated, variable, place\n",
        _literal("OPTIONS", [_row(*option) for option in options]),
        "# spelling, name, place\n",
        _literal("SPELLINGS", [_row(*spelling) for spelling in spellings]),
        "# place, pairs that exclude one another\n",
        _literal(
            "CONFLICTS", [f"({count}, {' '.join(pairs)!r})" for count, pairs in sorted(conflicts.items())]
        ),
    ]
    return HEAD + "".join(parts).replace("'", '"')


def _row(*values: object) -> str:
    cells = [str(int(value)) if isinstance(value, bool) else repr(value) for value in values]
    return f"({', '.join(cells)})"


def _literal(name: str, items: list[str], *, one_a_line: bool = False) -> str:
    """A tuple whose items fill lines up to the width of the project."""
    lines, line = [], ""
    for item in items:
        if line and (one_a_line or len(line) + len(item) + 2 > 124):
            lines.append(line)
            line = ""
        line += f"{', ' if line else ''}{item}"
    body = "".join(f"    {line},\n" for line in [*lines, line] if line)
    return f"{name} = (\n{body})\n"


def _usages(table: Table) -> list[tuple[str, int, int, int, str]]:
    rows: list[tuple[str, int, int, int, str]] = []
    for command, found in table.usages.items():
        for index in sorted(found):
            operands, required = _operands(command, *found[index])
            if (
                rows
                and rows[-1][0] == command
                and rows[-1][3:] == (operands, required)
                and rows[-1][2] == index - 1
            ):
                rows[-1] = (command, rows[-1][1], index, operands, required)
            else:
                rows.append((command, index, index, operands, required))
    return rows


def _operands(command: str, usage: str, operands: tuple[str, ...]) -> tuple[int, str]:
    """From ``Usage: uv pip install [OPTIONS] <PACKAGE|--requirements <REQUIREMENTS>>``."""
    if command in ("run", "tool run"):
        return -2, ""
    count = -1 if any(word.endswith("...") for word in operands) else len(operands)
    rest = usage.partition("[OPTIONS]")[2].strip()
    if not rest.startswith("<") or rest == "<COMMAND>":
        return count, ""
    words = [
        "*" if not word.startswith("--") else word[2:]
        for word in re.findall(r"(?:^<|\|)(--[\w-]+|[A-Z_]+)", rest)
    ]
    return count, " ".join(dict.fromkeys(words))


def _ranges(indexes: set[int]) -> str:
    found: list[list[int]] = []
    for index in sorted(indexes):
        if found and found[-1][1] == index - 1:
            found[-1][1] = index
        else:
            found.append([index, index])
    return ",".join(f"{first}-{last}" for first, last in found)


def _where() -> Where:
    return defaultdict(set)
