"""From a marker's text, a version and what else the log says to a name of the table of platforms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pipwise.catalog.platforms import find_platform, load_table
from pipwise.catalog.platforms.versions import parse_versions
from pipwise.logs.groups import Group
from pipwise.logs.lines import Line
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.model.value import NamedTuple

_FAMILIES = {
    "debian": ("debian", "ubuntu", "raspios", "linuxmint", "kali", "pop"),
    "alpine": ("alpine",),
    "arch": ("arch",),
    "suse": ("opensuse-leap", "opensuse-tumbleweed"),
    "gentoo": ("gentoo",),
    "void": ("void",),
    "homebrew": ("homebrew",),
    "nix": ("nixos",),
    "msys2": ("msys2",),
    "uv": ("uv",),
    "conda": ("conda-managed",),
    "termux": ("termux",),
}
"""The names of the table that a family's marker can come from, the likeliest first."""
_MANAGERS = {
    "apt": "debian",
    "apk": "alpine",
    "pacman": "arch",
    "zypper": "suse",
    "emerge": "gentoo",
    "xbps-install": "void",
    "brew": "homebrew",
    "nix": "nix",
    "uv": "uv",
    "conda": "conda",
    "dnf": "rpm",
}
_CLOSE = 10
"""Lines round a message in which a path is taken for its Python's."""
_PYTHON = (
    re.compile(r"/python ?(3\.\d{1,2})/ ?README"),
    re.compile(r"zypper install\s+python3(\d{2})-"),
    re.compile(r"lib(?:64)?/python(3\.\d{1,2})\b"),
    re.compile(r"\bpython(3\.\d{1,2}) -m venv"),
    re.compile(r"\bpython(3\.\d{1,2})-venv"),
    re.compile(r"/(?:cpython-|python@)(3\.\d{1,2})"),
)
_NEARBY = (
    re.compile(r"\b[Pp]ython ?(3\.\d{1,2})(?:\.\d+)?\b"),
    re.compile(r"\bpip(3\.\d{1,2})\b"),
    re.compile(r"\(python (3\.\d{1,2})\)"),
)
_INTERPRETER = (
    re.compile(r"The interpreter at `?([^`\s]+?)`? is"),
    re.compile(r"environment under (\S+) is managed"),
    re.compile(r"(?<![\w/.-])((?:/[\w.@+-]{1,80}){0,12}/bin/(?:python|pypy)[\d.]*)\b"),
    re.compile(r"(?<![\w/.-])((?:/[\w.@+-]{1,80}){0,12}/lib(?:64)?/(?:python|pypy)3\.\d+)(?:/|\b)"),
)


class Python(NamedTuple):
    """What a message and its neighbourhood say of the Python that it is about."""

    family: Fact[str]
    platform: Fact[str]
    version: Fact[str]
    interpreter: Fact[str]


def python_of(
    group: Group, lines: list[Line], near: Iterable[int], systems: tuple[tuple[str, int], ...]
) -> Python:
    """Whose Python a message is about: the marker's own words first, then what the log says around them."""
    rows = [hit for hit in group.hits if hit.signature.family]
    rows = [hit for hit in rows if not hit.signature.shared] or rows
    own = range(group.first, min(group.last + 2, len(lines)))
    version = _search(lines, own, _PYTHON, joined=True) or _search(lines, near, (*_PYTHON, *_NEARBY))
    interpreter = _search(lines, own, _INTERPRETER, joined=True) or _search(
        lines, list(near)[:_CLOSE], _INTERPRETER[2:]
    )
    family: Fact[str] = Unknown("the log does not show whose marker it is")
    if rows:
        best = max(rows, key=lambda hit: bool(hit.signature.platform))
        family = Known(best.signature.family, _at(lines, best.first))
    elif systems:
        family = _family_of(*systems[0])
    platform = _platform(family, rows[0].signature.platform if rows else "", version, systems)
    special = next(
        (hit for hit in rows if hit.signature.platform and "+" not in hit.signature.platform), None
    )
    if special is not None and special.signature.family == "debian":
        platform = Known(special.signature.platform, _at(lines, special.first))
    return Python(
        family,
        platform,
        version or Unknown("the log does not show its version"),
        interpreter or Unknown("the log does not show its path"),
    )


def _family_of(name: str, line: int) -> Fact[str]:
    found = find_platform(name)
    manager = found.row.package_manager.partition(" ")[0].partition("/")[0] if found else ""
    family = _MANAGERS.get(manager, "")
    return (
        Known(family, Source("log", f"line {line}"))
        if family
        else Unknown(f"{name} is of no family that is known")
    )


def _platform(
    family: Fact[str], named: str, version: Known[str] | None, systems: tuple[tuple[str, int], ...]
) -> Fact[str]:
    """A system that the log names, if the family is its; else the first of the family that has this Python."""
    if isinstance(family, Unknown):
        return (
            Unknown("the log does not show which system it is")
            if not systems
            else Known(systems[0][0], Source("log", f"line {systems[0][1]}"))
        )
    minor = version.value if version else ""
    for name, line in systems:
        other = _family_of(name, line)
        if isinstance(other, Known) and other.value == family.value and _says_more(name, family.value):
            of_name = (one for one in _candidates(family.value) if one.startswith(f"{name}:"))
            exact = next((one for one in of_name if minor and _minor(one) == minor), name)
            return Known(exact, Source("log", f"line {line}"))
    where = version.source if version else family.source
    fitting = next((one for one in _candidates(family.value) if minor and _minor(one) == minor), "")
    plain = named.rstrip("+") if find_platform(named.rstrip("+")) else ""
    name = fitting or plain or next(iter(_FAMILIES.get(family.value, ())), "")
    if name and find_platform(name) is None:
        name = ""
    return Known(name, where) if name else Unknown(f"the table of platforms has nothing of {family.value}")


def _says_more(name: str, family: str) -> bool:
    """Whether a name says more than the family does: a version, or another system of it."""
    return ":" in name or name != next(iter(_FAMILIES.get(family, ())), "")


@cache
def _candidates(family: str) -> list[str]:
    """``debian:12``, ``debian:13``, … of a family, from the table: those with a marker first."""
    found: list[str] = []
    later: list[str] = []
    for name in _FAMILIES.get(family, ()):
        for row in load_table().rows:
            if name in row.names and row.kind in ("os", "manager"):
                versions = [f"{name}:{term.low}" for term in parse_versions(row.versions) if term.low]
                (found if row.marker == "yes" else later).extend(versions)
    return found + later


@cache
def _minor(name: str) -> str:
    found = find_platform(name)
    return ".".join(found.python_version.split(".")[:2]) if found else ""


def _search(
    lines: list[Line], indices: Iterable[int], patterns: tuple[re.Pattern[str], ...], *, joined: bool = False
) -> Known[str] | None:
    """The first of the patterns that is found; ``joined``: also across the lines that a wrapper has broken."""
    places = list(indices)
    for pattern in patterns:
        for index in places:
            found = pattern.search(lines[index].text[:3000])
            if found:
                return Known(_value(found[1]), _at(lines, index))
    if joined and places:
        for glue in ("", " "):
            text = glue.join(lines[index].text.strip() for index in places)[:8000]
            for pattern in patterns:
                found = pattern.search(text)
                if found:
                    return Known(_value(found[1]), _at(lines, places[0]))
    return None


def _value(text: str) -> str:
    return f"3.{text}" if text.isdigit() and len(text) == 2 else text


def _at(lines: list[Line], index: int) -> Source:
    return Source("log", f"line {lines[index].number}")
