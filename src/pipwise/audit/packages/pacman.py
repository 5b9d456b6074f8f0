"""pacman's local database: one directory a package, with ``desc``, ``files`` and ``mtree`` (alpm-db(7))."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

from pipwise.audit.packages.owned import Owned, concerns_python, is_imported
from pipwise.facts.glance import names, text
from pipwise.system.look import Look

DATABASE = "/var/lib/pacman/local"
_MOST = 64_000_000


def read(look: Look) -> Owned:
    """Every package that owns a file of Python's."""
    owners: dict[str, str] = {}
    sums: dict[str, tuple[str, str]] = {}
    versions: dict[str, str] = {}
    needed_by: dict[str, list[str]] = {}
    for folder in names(look, DATABASE):
        desc = _sections(text(look, f"{DATABASE}/{folder}/desc", _MOST))
        package = next(iter(desc.get("NAME", ())), "")
        for need in desc.get("DEPENDS", ()):
            needed_by.setdefault(_bare(need), []).append(package)
        files = _sections(text(look, f"{DATABASE}/{folder}/files", _MOST)).get("FILES", [])
        paths = [f"/{name}".rstrip("/") for name in files if concerns_python(f"/{name}")]
        if package and paths:
            owners |= dict.fromkeys(paths, package)
            versions[package] = next(iter(desc.get("VERSION", ())), "")
            if any(map(is_imported, paths)):
                sums |= dict(_sums(look, f"{DATABASE}/{folder}/mtree"))
    return Owned("pacman", owners, sums, versions, {name: tuple(by) for name, by in needed_by.items()})


def _sections(content: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for block in content.split("\n\n"):
        lines = [line for line in block.split("\n") if line]
        if lines and lines[0].startswith("%"):
            found[lines[0].strip("%")] = lines[1:]
    return found


def _bare(need: str) -> str:
    for sign in "<>=:":
        need = need.partition(sign)[0]
    return need


def _sums(look: Look, path: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Of an mtree(5) that pacman has compressed; spaces and the like are written as octal there."""
    try:
        lines = gzip.decompress(look.read(path, _MOST)).decode("utf-8", "surrogateescape").split("\n")
    except (OSError, EOFError, zlib.error):
        return
    for line in lines:
        name, _, rest = line.partition(" ")
        digest = next((word[13:] for word in rest.split() if word.startswith("sha256digest=")), "")
        if digest and name.startswith("./") and is_imported(name[1:]):
            yield _plain(name[1:]), ("sha256", digest)


def _plain(name: str) -> str:
    if "\\" not in name:
        return name
    import re

    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), name)
