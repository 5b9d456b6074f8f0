"""The option table of one command in one version of uv, out of what was measured."""

from __future__ import annotations

from functools import cache

from pipwise.intent.uv_syntax import Grammar, Option
from pipwise.intent.uv_table import COMMANDS, CONFLICTS, OPTIONS, PLACES, SPELLINGS, USAGES, VERSIONS

_OTHER_COMMANDS = (
    *(
        "auth",
        "audit",
        "build",
        "cache",
        "check",
        "clean",
        "export",
        "format",
        "generate-shell-completion",
        "help",
    ),
    *("init", "publish", "python", "self", "tree", "version", "workspace"),
)
"""Commands that are taken for granted, and whose options are nobody's business here."""
_OTHER_TOOL_COMMANDS = ("dir", "update-shell", "audit")
_OTHER_PIP_COMMANDS = ("debug",)
_ALIASES = {"virtualenv": "venv", "v": "venv"}


def version_index(version: str) -> int:
    """The measured version that stands for this one: itself, or the next newer; the newest for '' and what is newer."""
    wanted = _numbers(version)
    if not wanted:
        return len(VERSIONS) - 1
    found = next(
        (index for index, known in enumerate(VERSIONS) if _numbers(known) >= wanted), len(VERSIONS) - 1
    )
    # What is older than the table reaches is nearer to its oldest version than to none.
    return max(found, min(usage[1] for usage in USAGES))


@cache
def grammar_of(command: str, version: str = "") -> Grammar | None:
    """What a command takes in some version, or None for a command that is not in the table."""
    if command not in COMMANDS:
        return None
    index = version_index(version)
    letter = chr(ord("A") + COMMANDS.index(command))
    there = [_covers(place, letter, index) for place in PLACES]
    options = {row[0]: Option(row[0], row[1], bool(row[2]), row[3]) for row in OPTIONS if there[row[4]]}
    spellings = {f"--{name}": option for name, option in options.items()}
    spellings |= {row[0]: options[row[1]] for row in SPELLINGS if there[row[2]] and row[1] in options}
    _add_common(spellings, command)
    pairs = [pair.split("+") for place, text in CONFLICTS if there[place] for pair in text.split()]
    operands, required = _usage(command, index)
    return Grammar(
        command=command,
        spellings=spellings,
        subcommands=_subcommands(command, index),
        operands=operands,
        required=tuple(required.split()),
        conflicts=frozenset((one, other) for one, other in pairs),
    )


def _add_common(spellings: dict[str, Option], command: str) -> None:
    helping = Option("help", "flag", True, "")
    spellings["--help"] = spellings["-h"] = helping
    if not command:
        spellings["--version"] = spellings["-V"] = Option("version", "flag", True, "")
    for sign, name in (("-q", "quiet"), ("-v", "verbose")):
        if f"--{name}" in spellings:
            spellings[sign] = spellings[f"--{name}"]


def _subcommands(command: str, index: int) -> dict[str, str]:
    if command not in ("", "pip", "tool"):
        return {}
    prefix = f"{command} " if command else ""
    measured = {row[0] for row in USAGES if row[1] <= index <= row[2]}
    found = {name[len(prefix) :]: name for name in measured if name.startswith(prefix) and name != command}
    found = {name: full for name, full in found.items() if name and " " not in name}
    others = {"": _OTHER_COMMANDS, "pip": _OTHER_PIP_COMMANDS, "tool": _OTHER_TOOL_COMMANDS}[command]
    found |= {name: f"{prefix}{name}" for name in others if name not in found}
    if not command:
        found |= {alias: name for alias, name in _ALIASES.items() if name in found}
    return found


def _usage(command: str, index: int) -> tuple[int, str]:
    for name, first, last, operands, required in USAGES:
        if name == command and first <= index <= last:
            return operands, required
    return -1, ""


def _covers(place: str, letter: str, index: int) -> bool:
    for part in place.split():
        if part[0] == letter:
            ranges = (piece.split("-") for piece in part[1:].split(","))
            return any(int(first) <= index <= int(last) for first, last in ranges)
    return False


def _numbers(version: str) -> tuple[int, ...]:
    parts = version.split(".")
    return tuple(int(part) for part in parts) if all(part.isdigit() for part in parts) else ()
