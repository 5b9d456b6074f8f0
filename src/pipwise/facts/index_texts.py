"""What stands in the two small texts of a wheel: its entry points, and the head of its metadata."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipwise.facts.index_zip import Member

_RUN = ("console_scripts", "gui_scripts")


def read_entry_points(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Commands, and the other groups that are filled (packaging.python.org, "Entry points specification")."""
    groups: dict[str, list[str]] = {}
    group = ""
    for line in (one.strip() for one in text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            group = line[1:-1].strip()
        elif group and "=" in line and line[0] not in "#;":
            groups.setdefault(group, []).append(line.partition("=")[0].strip())
    scripts = dict.fromkeys(name for one in _RUN for name in groups.get(one, ()))
    return tuple(scripts), tuple(one for one in groups if one not in _RUN)


def read_metadata(text: str) -> tuple[str, tuple[str, ...]]:
    """Summary and classifiers (core metadata: headers up to the first empty line)."""
    summary, classifiers = "", []
    for line in text.splitlines():
        if not line.strip():
            break
        key, _, value = line.partition(":")
        match key.lower():
            case "summary":
                summary = value.strip()
            case "classifier":
                classifiers.append(value.strip())
            case _:
                pass
    return summary, tuple(classifiers)


def data_scripts(members: Iterable[Member]) -> tuple[str, ...]:
    """Commands that a wheel brings as files: ``NAME.data/scripts/`` (ruff, uv and ninja have no entry points)."""
    parts = (member.name.split("/") for member in members)
    found = (one[2] for one in parts if len(one) == 3 and one[0].endswith(".data") and one[1] == "scripts")
    return tuple(name.removesuffix(".exe") for name in found if name)


def modules(members: Iterable[Member]) -> tuple[str, ...]:
    """Import names at the top of a wheel: packages, modules and extension modules."""
    return tuple(sorted(set(_modules(members))))


def _modules(members: Iterable[Member]) -> Iterator[str]:
    for member in members:
        first, slash, rest = member.name.partition("/")
        if first.endswith(".data") and rest.startswith(("purelib/", "platlib/")):
            first, slash, rest = rest.partition("/")[2].partition("/")
        name = first.partition(".")[0]
        if not name.isidentifier() or first.endswith((".dist-info", ".data")):
            continue
        inside = slash and first == name and rest.endswith((".py", ".so", ".pyd"))
        if inside or (not slash and first.endswith((".py", ".so", ".pyd"))):
            yield name
