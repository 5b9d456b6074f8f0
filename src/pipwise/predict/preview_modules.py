"""What is imported under a name, before and after: the import system's own order (importlib, PEP 420), from lists of names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipwise.model.value import NamedTuple

Listing = Mapping[str, frozenset[str]]
"""Directory → the names in it; a directory that is not there has no entry."""


class Origin(NamedTuple):
    """The first thing of a name on a path, and what it is: a package, a module, or parts of a namespace."""

    kind: str
    places: tuple[str, ...]


def with_files(listing: Listing, added: Iterable[str], removed: Iterable[str]) -> dict[str, frozenset[str]]:
    """A listing after files have come and gone; a directory that is empty then is gone as well."""
    found = {folder: set(names) for folder, names in listing.items()}
    for path in removed:
        _take(found, path)
    for path in added:
        _put(found, path)
    return {folder: frozenset(names) for folder, names in found.items()}


def _take(found: dict[str, set[str]], path: str) -> None:
    folder, _, name = path.rpartition("/")
    names = found.get(folder)
    if names is None:
        return
    names.discard(name)
    if names <= {"__pycache__"}:
        del found[folder]
        _take(found, folder)


def _put(found: dict[str, set[str]], path: str) -> None:
    folder, _, name = path.rpartition("/")
    while folder and name not in found.setdefault(folder, set()):
        found[folder].add(name)
        folder, _, name = folder.rpartition("/")


def origin(listing: Listing, path: Iterable[str], name: str, tag: str) -> Origin:
    """What ``import name`` finds; ``tag`` (``cpython-311``) is that of the extension modules that can be loaded."""
    parts = []
    for folder in path:
        entries = listing.get(folder, frozenset())
        inside = listing.get(f"{folder}/{name}") if name in entries else None
        if inside is not None and any(_is_module(one, "__init__", tag) for one in inside):
            return Origin("package", (f"{folder}/{name}",))
        module = next((one for one in sorted(entries) if _is_module(one, name, tag)), "")
        if module:
            return Origin("module", (f"{folder}/{module}",))
        if inside is not None:
            parts.append(f"{folder}/{name}")
    return Origin("namespace" if parts else "", tuple(parts))


def hidden(
    before: Listing, after: Listing, path: tuple[str, ...], names: Iterable[str], tag: str, above: str = ""
) -> Iterator[tuple[str, str, str]]:
    """(module, what it is found in now, what it was found in before and is still there) for each name that moved."""
    for name in sorted(set(names)):
        old, new = origin(before, path, name, tag), origin(after, path, name, tag)
        full = f"{above}{name}"
        if old.kind == new.kind == "namespace":
            deeper = tuple(dict.fromkeys((*new.places, *old.places)))
            inside = {_stem(one) for place in deeper for one in after.get(place, ())}
            yield from hidden(before, after, deeper, inside - {"", "__pycache__"}, tag, f"{full}.")
        elif new.kind != "namespace" and new.places:
            yield from ((full, new.places[0], one) for one in old.places if _moved(after, one, new.places[0]))


def _moved(after: Listing, old: str, new: str) -> bool:
    folder, _, name = old.rpartition("/")
    return old != new and name in after.get(folder, ())


def _stem(entry: str) -> str:
    name = entry.partition(".")[0]
    return name if name.isidentifier() else ""


def _is_module(entry: str, name: str, tag: str) -> bool:
    first, _, rest = entry.partition(".")
    if first != name:
        return False
    return rest in ("py", "pyc", "so", "abi3.so") or (rest.endswith(".so") and rest.startswith(f"{tag}-"))
