"""Which modules a distribution brings, told from its RECORD without importing anything."""

from __future__ import annotations

from collections.abc import Iterable

_MOST = 3
# Directories that careless wheels put beside their packages; nobody asks for the project to import these.
_NOT_MEANT = ("test", "tests", "docs", "doc", "examples", "example", "benchmarks", "scripts", "tools")


def modules_of(record: Iterable[str], project: str) -> tuple[str, ...]:
    """Names to import, the one that is called like the project first; private ones are left out.

    A package without an ``__init__`` is a namespace that others share (PEP 420): what is imported is what stands in it.
    Stubs (PEP 561), scripts and data bring nothing to import.
    """
    paths = [path.split("/") for path in record if _is_module(path)]
    packages = {tuple(parts[:-1]) for parts in paths if parts[-1].startswith("__init__.") and len(parts) > 1}
    found: dict[str, None] = {}
    for parts in paths:
        name = _name(parts, packages)
        if name and not any(part.startswith("_") for part in name.split(".")):
            found[name] = None
    likely = project.replace("-", "_")
    named = sorted(found, key=lambda name: (name.replace(".", "_").lower() != likely, name.count("."), name))
    meant = [name for name in named if name.partition(".")[0] not in _NOT_MEANT]
    return tuple((meant or named)[:_MOST])


def _is_module(path: str) -> bool:
    first, _, rest = path.partition("/")
    inside = not path.startswith(("../", "/")) and not first.endswith((".dist-info", ".data", ".egg-info"))
    return inside and (rest or first).endswith((".py", ".so", ".pyd"))


def _name(parts: list[str], packages: set[tuple[str, ...]]) -> str:
    """The shallowest package on the way to a file, else the module that the file is; '' for what cannot be imported."""
    above = tuple(parts[:-1])
    for depth in range(1, len(above) + 1):
        if above[:depth] in packages:
            return ".".join(above[:depth]) if _importable(above[:depth]) else ""
    name = (*above, parts[-1].partition(".")[0])
    # A module in no package at all is found where it stands at the top; below that it may be anything.
    return ".".join(name) if len(name) <= 2 and _importable(name) else ""


def _importable(names: tuple[str, ...]) -> bool:
    return all(name.isidentifier() for name in names)
