"""Which files pip removes when it removes an installed distribution (``UninstallPathSet.from_dist``), without bytecode."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from os.path import normpath

from pipwise.facts.distributions import normalise
from pipwise.facts.glance import is_directory, names, stands, text
from pipwise.facts.index_texts import read_entry_points
from pipwise.model.interpreter import Distribution
from pipwise.system.look import Look

_MOST = 50_000_000


def metadata_of(look: Look, one: Distribution) -> str:
    """The path of its ``.dist-info`` or ``.egg-info``, or ''."""
    for entry in names(look, one.location):
        stem, _, kind = entry.rpartition(".")
        if kind in ("dist-info", "egg-info") and normalise(stem.partition("-")[0]) == one.name:
            return f"{one.location}/{entry}"
    return ""


def removed_files(look: Look, one: Distribution, scripts: str) -> tuple[str, ...]:
    """Paths of files that are there and would go; ``scripts`` is where pip looks for the commands of entry points."""
    metadata = metadata_of(look, one)
    if not metadata:
        return ()
    found = (*_declared(look, one, metadata), *_commands(look, metadata, scripts))
    files = (path for entry in found for path in _files(look, normpath(entry)))
    return tuple(sorted({path for path in files if "/__pycache__/" not in path}))


def _declared(look: Look, one: Distribution, metadata: str) -> Iterator[str]:
    if one.kind == "dist-info":
        listed = text(look, f"{metadata}/RECORD", _MOST).splitlines()
        yield from (f"{one.location}/{row[0]}" for row in csv.reader(listed) if row)
        return
    yield metadata
    listed = text(look, f"{metadata}/installed-files.txt", _MOST).splitlines()
    if listed:
        yield from (f"{metadata}/{line}" for line in listed)
        return
    namespaces = text(look, f"{metadata}/namespace_packages.txt").splitlines()
    for name in text(look, f"{metadata}/top_level.txt").splitlines():
        if name and name not in namespaces:
            yield from (f"{one.location}/{name}{suffix}" for suffix in ("", ".py", ".pyc"))


def _commands(look: Look, metadata: str, scripts: str) -> Iterator[str]:
    commands, _ = read_entry_points(text(look, f"{metadata}/entry_points.txt"))
    listed = names(look, f"{metadata}/scripts")
    yield from (f"{scripts}/{name}" for name in (*commands, *listed))


def _files(look: Look, path: str) -> Iterator[str]:
    """A directory that is named goes with everything below it; a link goes by itself."""
    if is_directory(look, path) and look.stat(path, follow=False).kind != "link":
        yield from (f"{path}/{name}" for name, stat in look.walk(path) if stat.kind != "directory")
    elif stands(look, path):
        yield path
