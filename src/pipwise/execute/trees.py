"""A tree of files as it was, so that it can be told what changed and be put back: names, sizes, times, and hard links."""

from __future__ import annotations

from collections.abc import Iterable

from pipwise.system.hands import Hands
from pipwise.system.look import Look

Manifest = dict[str, list[object]]
KEEP = ".pipwise"


def manifest(look: Look, root: str) -> Manifest | None:
    """Every path below a root with kind, size and time; None where there is no such root.

    ``__pycache__`` is left out: running a program fills it, and that is no change of anybody's.
    """
    try:
        look.stat(root)
    except OSError:
        return None
    found: Manifest = {}
    for name, stat in look.walk(root):
        if "__pycache__" in name or name == KEEP or name.startswith(f"{KEEP}/"):
            continue
        if stat.kind == "directory":
            found[name] = ["directory"]
        elif stat.kind == "link":
            found[name] = ["link", look.readlink(f"{root}/{name}")]
        else:
            found[name] = ["file", stat.size, stat.mtime_ns]
    return found


def differences(before: Manifest, now: Manifest) -> tuple[list[str], list[str], list[str]]:
    """(added, changed, removed) paths between two manifests."""
    added = [name for name in now if name not in before]
    changed = [name for name, entry in now.items() if name in before and before[name] != entry]
    return added, changed, [name for name in before if name not in now]


def set_aside(hands: Hands, look: Look, root: str, before: Manifest, store: str) -> None:
    """Give every file a second name in the store, so that whatever replaces or removes it takes nothing away.

    Installers unlink before they write; the few files that are written in place (``.pth``) are copied instead.
    """
    hands.make_directory(store, 0o700)
    made = {""}
    for name, entry in before.items():
        if entry[0] != "file":
            continue
        folder = name.rpartition("/")[0]
        if folder not in made:
            hands.make_directory(f"{store}/{folder}", 0o700)
            made.add(folder)
        if name.endswith((".pth", ".egg-link", "pyvenv.cfg")):
            hands.write(f"{store}/{name}", look.read(f"{root}/{name}"), look.stat(f"{root}/{name}").mode)
        else:
            hands.link(f"{root}/{name}", f"{store}/{name}")


def drop(hands: Hands, look: Look, store: str, keep: Iterable[str] = ()) -> None:
    """Take the store away again, except for the files to keep."""
    kept = frozenset(keep)
    entries = list(look.walk(store))
    for name, stat in entries:
        if stat.kind != "directory" and name not in kept:
            hands.remove(f"{store}/{name}")
    for name, stat in reversed(entries):
        if stat.kind == "directory" and not any(one.startswith(f"{name}/") for one in kept):
            hands.remove_directory(f"{store}/{name}")
    if not kept:
        _remove_empty(hands, look, store)
        _remove_empty(hands, look, store.rpartition("/")[0])


def remove_tree(hands: Hands, look: Look, root: str) -> None:
    """Remove a directory and everything below it; links are removed, never followed."""
    entries = list(look.walk(root))
    for name, stat in reversed(entries):
        if stat.kind == "directory":
            hands.remove_directory(f"{root}/{name}")
        else:
            hands.remove(f"{root}/{name}")
    hands.remove_directory(root)


def _remove_empty(hands: Hands, look: Look, path: str) -> None:
    try:
        if not look.list(path):
            hands.remove_directory(path)
    except OSError:
        return
