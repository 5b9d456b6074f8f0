"""The shipped table of projects: text that is searched where it stands, so that one look-up costs no parsing."""

from __future__ import annotations

from pipwise.catalog.kinds.record import Record, decode, encode
from pipwise.model.value import Iterable, Iterator, Mapping, NamedTuple
from pipwise.system.caching import cache
from pipwise.system.resources import read as read_resource

FILE = "kinds.dat"


class Entry(NamedTuple):
    """One project of the table."""

    record: Record
    commands: tuple[str, ...] = ()
    host: str = ""
    """The host whose entry-point group its wheel was seen to fill, or ''."""


class Table(NamedTuple):
    """The sections of the file, which empty lines part: the header, the descriptions, and a line for each project."""

    header: tuple[str, ...]
    """Sources with their dates, and who wrote the file."""
    records: tuple[str, ...]
    """Every description that occurs, as ``record.encode`` writes it; the most frequent first."""
    projects: str
    """``NAME TAB`` the number of its description, its commands (``=`` is its own name) and ``@HOST``; a newline before each."""


@cache
def load_table() -> Table:
    """The table as it is shipped."""
    import zlib

    return read(zlib.decompress(read_resource("pipwise.catalog.kinds", FILE)).decode())


def read(text: str) -> Table:
    """The table from its text."""
    first = text.index("\n\n")
    second = text.index("\n\n", first + 2)
    # Cut out once: every copy of a long text is forty pages to be filled.
    return Table(tuple(text[:first].splitlines()), tuple(text[first:second].split()), text[second + 1 :])


def find(name: str, table: Table) -> Entry | None:
    """The entry of a project (in normal form), or None."""
    start = table.projects.find(f"\n{name}\t")
    if start < 0 or not name:
        return None
    start += len(name) + 2
    return _entry(name, table.projects[start : table.projects.index("\n", start)], table)


def entries(table: Table) -> dict[str, Entry]:
    """Every entry by its project."""
    lines = (line.partition("\t") for line in table.projects.splitlines() if line)
    return {name: _entry(name, rest, table) for name, _, rest in lines}


def write(header: Iterable[str], found: Mapping[str, Entry]) -> str:
    """The text of a table."""
    letters = [encode(entry.record) for entry in found.values()]
    records = sorted(set(letters), key=lambda one: (-letters.count(one), one))
    numbers = {one: str(number) for number, one in enumerate(records)}
    lines = (
        f"{name}\t{' '.join([numbers[encode(entry.record)], *_words(name, entry)])}"
        for name, entry in sorted(found.items())
    )
    return "\n".join([*header, "", *records, "", *lines, ""])


def _entry(name: str, rest: str, table: Table) -> Entry:
    number, *words = rest.split(" ")
    commands = tuple(name if word == "=" else word for word in words if word[0] != "@")
    host = next((word[1:] for word in words if word[0] == "@"), "")
    return Entry(decode(table.records[int(number)]), commands, host)


def _words(name: str, entry: Entry) -> Iterator[str]:
    yield from ("=" if command == name else command for command in entry.commands)
    if entry.host:
        yield f"@{entry.host}"
