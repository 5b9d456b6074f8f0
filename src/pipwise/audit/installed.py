"""Distributions in the places of the operating system's Pythons, with who owns them and what they bring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipwise.audit.eggs import egg_at, names_in
from pipwise.audit.packages.owned import Owned
from pipwise.audit.pythons import OsPython, Place
from pipwise.facts.distributions import read_distribution
from pipwise.facts.glance import names, text
from pipwise.model.interpreter import Distribution
from pipwise.model.value import NamedTuple
from pipwise.system.look import Look

_MOST = 20_000_000
_METADATA = (".dist-info", ".egg-info", ".data")


class Installed(NamedTuple):
    """One distribution in one place."""

    distribution: Distribution
    place: Place
    metadata: str
    """Path of its dist-info or egg-info."""
    package: str
    """The OS package that owns its metadata, or '': somebody else put it there."""
    requested: bool
    """Whether it was asked for by name (pip's REQUESTED), rather than pulled in."""
    listed: list[tuple[str, ...]]
    """What its RECORD names, once that has been read: several checks ask for it."""

    @property
    def title(self) -> str:
        """``six 1.16.0``."""
        return f"{self.distribution.name} {self.distribution.version}".strip()


def installed_in(look: Look, python: OsPython, owned: Owned) -> tuple[Installed, ...]:
    """Every distribution in import order."""
    return tuple(one for place in python.places for one in _in_place(look, place, owned))


def _in_place(look: Look, place: Place, owned: Owned) -> Iterator[Installed]:
    if place.path.endswith(".egg"):
        egg, metadata = egg_at(look, place.path)
        yield Installed(egg, place, metadata, owned.owners.get(metadata, ""), False, [])
        return
    for entry in names(look, place.path):
        if entry.endswith((".dist-info", ".egg-info")) and entry[0] != "~":
            metadata = f"{place.path}/{entry}"
            files = names(look, metadata)
            package = owned.owners.get(metadata, "")
            if not package and files:
                package = next(
                    (found for name in files if (found := owned.owners.get(f"{metadata}/{name}"))), ""
                )
            one = read_distribution(look, place.path, entry)
            yield Installed(one, place, metadata, package, "REQUESTED" in files, [])


def files_of(look: Look, one: Installed) -> tuple[str, ...]:
    """The paths of its RECORD or installed-files.txt as they stand there, relative to its place; none where there is neither."""
    if not one.listed:
        one.listed.append(_files_of(look, one))
    return one.listed[0]


def _files_of(look: Look, one: Installed) -> tuple[str, ...]:
    record = text(look, f"{one.metadata}/RECORD", _MOST)
    if '"' in record:
        import csv

        try:
            return tuple(row[0] for row in csv.reader(record.split("\n")) if row)
        except csv.Error:
            return ()
    if record:
        return tuple(line.partition(",")[0] for line in record.split("\n") if line)
    listed = text(look, f"{one.metadata}/installed-files.txt", _MOST)
    return tuple(line.removeprefix("../") for line in listed.split("\n") if line)


def modules_of(look: Look, one: Installed) -> tuple[str, ...]:
    """Top-level names that it brings: from its files, else from top_level.txt, else its own name."""
    egg = one.distribution.kind == "egg"
    files = names_in(look, one.place.path) if egg else files_of(look, one)
    if files:
        return _top(files)
    top = text(look, f"{one.metadata}/top_level.txt", 10_000).split()
    return tuple(top) or (one.distribution.name.replace("-", "_"),)


def _top(paths: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for path in paths:
        first, slash, _ = path.partition("/")
        if not first or first.startswith(("..", "__pycache__", "EGG-INFO")) or first.endswith(_METADATA):
            continue
        if slash:
            found[first] = None
        elif first.endswith((".py", ".so", ".pyd")):
            found[first.partition(".")[0]] = None
    return tuple(found)
