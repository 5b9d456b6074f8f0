"""The shipped table of projects: read when the first name is asked for, and how it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from pipwise.catalog.kinds.record import Record, decode, encode

_ZERO = 64
"""The character that says "nothing shared"; above ``#`` and ``=``, which begin other lines."""


class Entry(NamedTuple):
    """One project of the table."""

    record: Record
    commands: tuple[str, ...] = ()
    host: str = ""
    """The host whose entry-point group its wheel was seen to fill, or ''."""


class Table(NamedTuple):
    """The entries by project, and what stands above them in the file."""

    header: tuple[str, ...]
    """Sources with their dates, and who wrote the file."""
    entries: Mapping[str, Entry]


@cache
def load_table() -> Table:
    """The table as it is shipped."""
    import lzma
    import pkgutil

    return read(lzma.decompress(pkgutil.get_data("pipwise.catalog.kinds", "kinds.xz") or b"").decode())


def read(text: str) -> Table:
    """The table from its text: a header, then groups of projects that the same nine letters describe."""
    header: list[str] = []
    entries: dict[str, Entry] = {}
    plain, name = Entry(Record()), ""
    for line in text.splitlines():
        if line[0] == "#":
            header.append(line[1:].strip())
        elif line[0] == "=":
            plain, name = Entry(decode(line[1:])), ""
        else:
            rest, _, more = line.partition(" ")
            name = name[: ord(rest[0]) - _ZERO] + rest[1:]
            entries[name] = plain if not more else _with(plain, name, more.split(" "))
    return Table(tuple(header), entries)


def write(table: Table) -> str:
    """The text of a table. Neighbours share their beginning: a character says how much of it."""
    return "\n".join([*(f"# {line}" for line in table.header), *_lines(table.entries), ""])


def _with(plain: Entry, name: str, words: Iterable[str]) -> Entry:
    commands = tuple(name if word == "=" else word for word in words if word[0] != "@")
    return plain._replace(commands=commands, host=next((word[1:] for word in words if word[0] == "@"), ""))


def _lines(entries: Mapping[str, Entry]) -> Iterator[str]:
    groups: dict[str, list[str]] = {}
    for name, entry in entries.items():
        groups.setdefault(encode(entry.record), []).append(name)
    for letters, names in sorted(groups.items()):
        yield f"={letters}"
        before = ""
        for name in sorted(names):
            shared = _shared(before, name)
            yield " ".join([f"{chr(_ZERO + shared)}{name[shared:]}", *_words(name, entries[name])])
            before = name


def _shared(one: str, other: str) -> int:
    length = 0
    while length < min(len(one), len(other), 60) and one[length] == other[length]:
        length += 1
    return length


def _words(name: str, entry: Entry) -> Iterator[str]:
    yield from ("=" if command == name else command for command in entry.commands)
    if entry.host:
        yield f"@{entry.host}"
