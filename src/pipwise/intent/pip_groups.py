"""The dependency groups of a ``pyproject.toml``, as pip's ``--group`` resolves them (PEP 735).

Source: pip ``_internal/req/req_dependency_group.py`` and its ``DependencyGroupResolver``.
"""

from __future__ import annotations

from pipwise.catalog.spelling import normalise
from pipwise.intent.requirements import read_requirement
from pipwise.model.intent import Requirement
from pipwise.model.value import Mapping


def group_path(group: str) -> tuple[str, str]:
    """``[PATH:]GROUP`` as the file and the group's name."""
    path, _, name = group.rpartition(":")
    return path or "pyproject.toml", name


def read_group(data: bytes, path: str, name: str) -> tuple[Requirement, ...]:
    """What a group asks for; one ``invalid`` requirement, whose text says why, where pip could not resolve it."""
    import tomllib

    try:
        tables = tomllib.loads(data.decode("utf-8")).get("dependency-groups")
        if not isinstance(tables, dict):
            raise TypeError(f"[dependency-groups] table was missing from {path!r}")
        groups = {normalise(key): value for key, value in tables.items()}
        texts = _resolved(groups, name, ())
    except (ValueError, TypeError, LookupError) as error:
        return (Requirement(str(error), "", (), "", "", "invalid", False, path),)
    return tuple(read_requirement(text, origin=path) for text in texts)


def _resolved(groups: Mapping[str, object], name: str, above: tuple[str, ...]) -> list[str]:
    name = normalise(name)
    if name in above:
        raise ValueError(f"Cyclic dependency group include while resolving {above[0]}: {name}")
    if name not in groups:
        raise LookupError(f"Dependency group {name!r} not found")
    items = groups[name]
    if not isinstance(items, list):
        raise TypeError(f"Dependency group {name!r} is not a list")
    found: list[str] = []
    for item in items:
        match item:
            case str():
                found.append(item)
            case {"include-group": str(other)} if len(item) == 1:
                found += _resolved(groups, other, (*above, name))
            case _:
                raise ValueError(f"Invalid dependency group item: {item}")
    return found
