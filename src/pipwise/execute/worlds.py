"""A place that a tool may change, as it was: a tree, a single file with its content, a link, or nothing."""

from __future__ import annotations

import base64

from pipwise.execute.trees import Manifest, is_there, manifest
from pipwise.system.look import Look

World = Manifest | list[object] | None
"""A manifest; ``["file", mode, content in base64]``; ``["link", target]``; None where nothing is."""
_MOST = 50_000_000


def world_of(look: Look, path: str) -> World:
    """How it is now. A file is kept with its content: those that tools change are small (pyproject.toml, a lock, a profile)."""
    if path.endswith("*"):
        return _family(look, *_split(path))
    if not is_there(look, path):
        return None
    link = look.stat(path, follow=False).kind == "link"
    if _is_directory(look, path):
        return manifest(look, path)
    if link:
        return ["link", look.readlink(path)]
    return ["file", look.stat(path).mode, base64.b64encode(look.read(path, _MOST)).decode()]


def root_of(place: str) -> str:
    """The path that names are relative to: of ``DIRECTORY/NAME*``, whose whole name only the tool knows, the directory."""
    return _split(place)[0] if place.endswith("*") else place


def keeper_of(place: str) -> str:
    """Where second names are kept: inside the place, but outside a directory that others take for a list of environments."""
    return _split(place)[0].rpartition("/")[0] if place.endswith("*") else place


def _split(place: str) -> tuple[str, str]:
    directory, _, name = place.rpartition("/")
    return directory, name[:-1]


def _family(look: Look, directory: str, name: str) -> Manifest | None:
    """Everything in a directory whose name begins so."""
    if not _is_directory(look, directory):
        return None
    found: Manifest = {}
    for one in look.list(directory):
        if not one.startswith(name):
            continue
        stat = look.stat(f"{directory}/{one}", follow=False)
        if stat.kind != "directory":
            found[one] = (
                ["link", look.readlink(f"{directory}/{one}")]
                if stat.kind == "link"
                else [stat.kind, stat.size, stat.mtime_ns]
            )
            continue
        found[one] = [stat.kind, stat.mode]
        found |= {
            f"{one}/{path}": entry for path, entry in (manifest(look, f"{directory}/{one}") or {}).items()
        }
    return found


def pack(worlds: list[World]) -> object:
    """As the journal keeps it: one place as itself, as format 1 has always had it; several as a list."""
    return worlds[0] if len(worlds) == 1 else {"": worlds}


def places(changes: tuple[str, ...] | list[str], packed: object) -> list[tuple[str, World]]:
    """Each place with its world; nothing where the step had not come to look."""
    if packed is None and len(changes) != 1:
        return []
    if isinstance(packed, dict) and isinstance(packed.get(""), list):
        return list(zip(changes, packed[""], strict=True))
    return [(changes[0], packed if isinstance(packed, dict | list) else None)] if changes else []


def _is_directory(look: Look, path: str) -> bool:
    try:
        return look.stat(path).kind == "directory"
    except OSError:
        return False
