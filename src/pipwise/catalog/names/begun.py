"""When a project began to bear its name: what is older than that is not it, and what is called like it was its forerunner."""

from __future__ import annotations

from pipwise.catalog.names.curated import cells, lines_of, text_of
from pipwise.catalog.names.versions import key_of
from pipwise.model.value import NamedTuple
from pipwise.system.caching import cache

_FILE = "begun.tsv"


class Begun(NamedTuple):
    """The beginning of a name."""

    project: str
    day: str
    """Of the first release under that name, ``2022-05-09``; '' where it was not looked up."""
    version: str
    """The first version under that name, where the project had another one before; else ''."""
    former: str
    """That other name, or ''."""


def begun_of(project: str) -> Begun | None:
    """The beginning of a project (in normal form), or None."""
    found = lines_of(_FILE, project)
    return _begun(found[-1]) if found else None


@cache
def successor_of(former: str) -> Begun | None:
    """The beginning of the project that went on under a new name from some version on, or None."""
    rows = (_begun(line) for line in text_of(_FILE).splitlines() if f"\t{former}\t" in line)
    return next((one for one in rows if one.former == former), None)


def bears_name(project: str, version: str) -> bool:
    """Whether that version of the project's package bears its name, as far as its versions tell."""
    begun, successor = begun_of(project), successor_of(project)
    if not version:
        return True
    if begun is not None and begun.version and key_of(version) < key_of(begun.version):
        return False
    return successor is None or key_of(version) < key_of(successor.version)


def had_begun(project: str, day: str) -> bool | None:
    """Whether there was such a project on a day, or at the end of a month; None where either is not known."""
    begun = begun_of(project)
    return begun.day[: len(day)] <= day if begun is not None and begun.day and day else None


def _begun(line: str) -> Begun:
    project, day, version, former, _ = cells(line, 5)
    return Begun(project, day, version, former)
