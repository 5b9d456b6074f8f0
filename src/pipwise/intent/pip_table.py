"""One release's option parsers out of the generated table, with the few options that distributors add."""

from __future__ import annotations

from bisect import bisect_right

from pipwise.intent.pip_options import ANYWHERE, COMMANDS, OPTIONS, SINCE, VERSIONS
from pipwise.model.value import NamedTuple

Version = tuple[int, ...]


class Option(NamedTuple):
    """An option as pip's own parser (Python's optparse) has it; ``type`` is '' where it takes no value."""

    names: tuple[str, ...]
    dest: str
    action: str
    type: str
    choices: tuple[str, ...]
    callback: str


class Parser(NamedTuple):
    """The options of one command of one release, by each of their spellings."""

    short: dict[str, Option]
    long: dict[str, Option]


_NEWEST = VERSIONS[-1]
_keys: list[Version] = []
_read: dict[str, Version] = {}
_parsers: dict[tuple[str, int, str], Parser] = {}

# Debian's set_user_default.patch, in its pip up to 20.3.4 (bullseye): --no-user means the same as its own --system.
_SYSTEM = Option(("--system",), "use_system_location", "store_true", "", (), "")
_NO_USER = Option(("--no-user",), "use_system_location", "store_true", "", (), "")


def version_key(version: str) -> Version:
    """A version as numbers to compare: 23.0.1 → (23, 0, 1); what follows the numbers is ignored."""
    if version not in _read:
        _read[version] = _numbers(version)
    return _read[version]


def _numbers(version: str) -> Version:
    numbers = []
    for part in version.split("."):
        digits = part[: len(part) - len(part.lstrip("0123456789"))]
        if not digits:
            break
        numbers.append(int(digits))
        if digits != part:
            break
    return tuple(numbers)


def newest() -> str:
    """The newest release in the table."""
    return _NEWEST


def commands_of(version: Version) -> list[str]:
    """The commands that a release knows."""
    row = _row(version)
    return [name for name, (first, last) in SINCE.items() if first <= row <= last]


def works_anywhere(command: str, version: Version) -> bool:
    """Whether --require-virtualenv does not bind this command (``ignore_require_venv`` in pip's command classes)."""
    first, last = ANYWHERE.get(command, (1000, 0))
    return first <= _row(version) <= last


def parser_for(command: str, version: Version, vendor: str = "upstream") -> Parser:
    """A command's parser, general options included; '' for what stands before the command."""
    row = _row(version)
    patched = "debian" if vendor == "debian" and command == "install" and (20,) <= version < (21,) else ""
    key = (command, row, patched)
    if key not in _parsers:
        _parsers[key] = _build(command, row, patched)
    return _parsers[key]


def _row(version: Version) -> int:
    """The release of the table that has this version's options; an unknown one has those of the release before it."""
    if not _keys:
        _keys.extend(version_key(known) for known in VERSIONS)
    return max(0, bisect_right(_keys, version) - 1)


def _build(command: str, row: int, patched: str) -> Parser:
    rows = (*COMMANDS["general"], *COMMANDS[command or "main"])
    options = [Option(*OPTIONS[place]) for place, first, last in rows if first <= row <= last]
    if patched:
        options = [option for option in options if option.names != _NO_USER.names] + [_NO_USER, _SYSTEM]
    parser = Parser({}, {})
    for option in options:
        for name in option.names:
            (parser.long if name.startswith("--") else parser.short)[name] = option
    return parser
