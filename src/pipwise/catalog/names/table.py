"""The shipped table of names, read where it stands: text that is searched, so that one look-up costs no parsing.

Sections are separated by an empty line: the header (``key TAB value``), the suites, projects, import names, packages that
changed their projects, packages without one, the most downloaded projects in their order, and namesakes of the popular.
Written by ``scripts/name_table.py``; docs/decisions says why it is text.
"""

from __future__ import annotations

from pipwise.model.value import Iterator, NamedTuple
from pipwise.system.caching import cache


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
    turns: str
    """Packages that do not hold the same projects in all suites, and their versions."""
    hollow: str
    """Packages without a project: what is behind ``python3-``."""
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

    head, suites, projects, modules, turns, hollow, popular, namesakes = _sections(
        zlib.decompress(content).decode()
    )
    header = dict(line.split("\t", 1) for line in head.splitlines())
    rows = tuple(Suite(*line.split("\t")) for line in suites.strip("\n").splitlines())
    return Table(
        source=header["source"],
        date=header["date"],
        suites=rows,
        projects=projects,
        modules=modules,
        turns=turns,
        hollow=hollow,
        popular=popular,
        namesakes=namesakes,
        slips=int(header["slips"]),
    )


def _sections(text: str) -> Iterator[str]:
    """Each with a newline before and behind it. Cut out once: every copy of a long text is many pages to be filled."""
    start = 0
    while (end := text.find("\n\n", start)) >= 0:
        yield text[max(start - 1, 0) : end + 1]
        start = end + 2
    yield f"{text[start - 1 :]}\n"
