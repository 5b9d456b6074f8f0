"""The shipped table of names, read where it stands: text that is searched, so that one look-up costs no parsing.

Sections are separated by an empty line: the header (``key TAB value``), the suites, projects, import names, the most
downloaded projects in their order, and namesakes of the popular. Written by
``scripts/name_table.py``; docs/decisions says why it is text.
"""

from __future__ import annotations

from functools import cache

from pipwise.model.value import NamedTuple


class Suite(NamedTuple):
    """One release that the table was built from."""

    name: str
    version: str
    python: str
    frozen: str
    """Month in which it was frozen (that of the index, where it is not yet): what lies between two is told by it."""
    date: str
    """Day of the signed index."""
    digest: str = ""
    """Of the indices: while a signed release names these, the table is what they say."""


class Table(NamedTuple):
    """The sections as text; each line starts after a newline."""

    source: str
    date: str
    suites: tuple[Suite, ...]
    projects: str
    modules: str
    popular: str
    namesakes: str
    slips: int
    """How many of the popular a misspelt name is held against."""


@cache
def load_table() -> Table:
    """The table as it is shipped with pipwise."""
    from pipwise.system.resources import read as read_resource

    return read_table(read_resource("pipwise.catalog.names", "names.dat"))


def read_table(content: bytes) -> Table:
    """The table of a file's content."""
    import zlib

    head, suites, *sections = zlib.decompress(content).decode().split("\n\n")
    header = dict(line.split("\t", 1) for line in head.splitlines())
    rows = tuple(Suite(*line.split("\t")) for line in suites.splitlines())
    projects, modules, popular, namesakes = (f"\n{section}\n" for section in sections)
    return Table(
        header["source"], header["date"], rows, projects, modules, popular, namesakes, int(header["slips"])
    )
