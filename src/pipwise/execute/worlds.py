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
    if not is_there(look, path):
        return None
    link = look.stat(path, follow=False).kind == "link"
    if _is_directory(look, path):
        return manifest(look, path)
    if link:
        return ["link", look.readlink(path)]
    return ["file", look.stat(path).mode, base64.b64encode(look.read(path, _MOST)).decode()]


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
