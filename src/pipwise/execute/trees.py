"""A tree of files as it was, so that it can be told what changed and be put back: names, sizes, times, and hard links."""

from __future__ import annotations

from collections.abc import Callable

from pipwise.system.hands import Hands
from pipwise.system.look import Look

Manifest = dict[str, list[object]]
KEEP = ".pipwise"
"""The directory inside an environment that holds what is needed to put it back; no part of the environment itself."""
SCRATCH = "import"
"""The directory in there in which imports are tried."""
STARTING = "start"
"""And the one in which commands are started, to see whether they do."""

# Tools write these in place, so that a second name would show the new content as well.
_WRITTEN_IN_PLACE = (".pth", ".egg-link", "pyvenv.cfg", "pipx_metadata.json", "uv-receipt.toml")
_SMALL = 100_000


def manifest(look: Look, root: str) -> Manifest | None:
    """Every path below a root with kind, and size and time, target or mode; None where there is no such root."""
    try:
        look.stat(root)
    except OSError:
        return None
    found: Manifest = {}
    for name, stat in look.walk(root):
        if name.startswith(KEEP) and name.partition("/")[0] == KEEP:
            continue
        match stat.kind:
            case "file":
                found[name] = ["file", stat.size, stat.mtime_ns]
            case "link":
                found[name] = ["link", look.readlink(f"{root}/{name}")]
            case kind:
                found[name] = [kind, stat.mode]
    return found


def differences(before: Manifest, now: Manifest) -> tuple[list[str], list[str], list[str]]:
    """(added, changed, removed) paths between two manifests."""
    added = [name for name in now if name not in before]
    changed = [name for name, entry in now.items() if name in before and not same(before[name], entry)]
    return added, changed, [name for name in before if name not in now]


def same(one: list[object] | None, other: list[object] | None) -> bool:
    """Whether two entries say the same; a directory's mode is kept to make it again, and is no change of anything."""
    if one is None or other is None:
        return one is other
    return one == other or one[0] == other[0] == "directory"


def is_bytecode(name: str) -> bool:
    """Bytecode comes and goes whenever a program runs: that is no change of anybody's."""
    return "__pycache__" in name and "/__pycache__/" in f"/{name}/"


def limit_of(started: str) -> int:
    """The time up to which an interrupted run may have written itself: none takes as long as an hour."""
    from datetime import datetime, timedelta

    return int((datetime.fromisoformat(started) + timedelta(hours=1)).timestamp()) * 1_000_000_000


def is_late(entry: list[object], limit: int) -> bool:
    """Whether a file was written after that time, by somebody else then."""
    return entry[0] == "file" and int(str(entry[2])) > limit


def set_aside(hands: Hands, root: str, before: Manifest, store: str) -> None:
    """Give every file a second name in the store, so that whatever replaces or removes it takes nothing away.

    Installers unlink before they write; what they write in place is copied instead.
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
        keep = hands.copy if _is_written_in_place(name, entry, before) else hands.link
        try:
            keep(f"{root}/{name}", f"{store}/{name}")
        except FileNotFoundError:
            if not is_bytecode(name):
                raise


def _is_written_in_place(name: str, entry: list[object], tree: Manifest) -> bool:
    """Where an environment is made once more over itself (``pipx install --force``), its scripts are written anew."""
    script = "pyvenv.cfg" in tree and not name.startswith("lib") and int(str(entry[1])) < _SMALL
    return script or name.endswith(_WRITTEN_IN_PLACE)


def drop(hands: Hands, look: Look, store: str) -> None:
    """Take a whole store away again, and the directory above it with the last one, also where a kill came between."""
    above = store.rpartition("/")[0]
    if not _is_directory(look, above):
        return
    # Whoever is killed while imports are tried, or commands, leaves the home that was made for them.
    for place in (store, f"{above}/{SCRATCH}", f"{above}/{STARTING}"):
        if _is_directory(look, place):
            hands.remove_tree(place)
    if not look.list(above):
        hands.remove_directory(above)


def _is_directory(look: Look, path: str) -> bool:
    return is_there(look, path) and look.stat(path, follow=False).kind == "directory"


def drop_but(hands: Hands, look: Look, store: str, before: Manifest, keep: frozenset[str]) -> None:
    """Take everything out of a store that is not to be kept; of twenty thousand names none is looked for in vain."""
    if not keep:
        drop(hands, look, store)
        return
    wanted = {"/".join(name.split("/")[:depth]) for name in keep for depth in range(name.count("/") + 1)}
    folders = {name.rpartition("/")[0] for name, entry in before.items() if entry[0] == "file"}
    folders |= {"/".join(name.split("/")[:depth]) for name in folders for depth in range(name.count("/") + 1)}
    for name, entry in before.items():
        if entry[0] == "file" and name not in keep:
            _without_complaint(hands.remove, f"{store}/{name}")
    for name in sorted(folders - wanted, reverse=True):
        _without_complaint(hands.remove_directory, f"{store}/{name}")


def _without_complaint(remove: Callable[[str], None], path: str) -> None:
    try:
        remove(path)
    except FileNotFoundError:
        return


def is_there(look: Look, path: str) -> bool:
    """Whether anything is at a path, be it a link that leads nowhere."""
    try:
        look.stat(path, follow=False)
    except OSError:
        return False
    return True
