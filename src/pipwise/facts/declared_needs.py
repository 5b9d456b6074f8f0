"""What an installed distribution declares that it needs of a project (core metadata, ``Requires-Dist``)."""

from __future__ import annotations

from pipwise.facts.glance import text
from pipwise.system.look import Look

_MOST = 4_000_000
_LONGEST = 10_000


def needs_about(
    look: Look, metadata: str, kind: str, project: str, python: tuple[int, ...] = ()
) -> list[str]:
    """The requirements that count for that project, extras left out; ``kind`` is the distribution's, ``python`` its version.

    Of thousands of lines only those that can name the project are parsed: packaging takes 50 ms to import.
    """
    stem = project.partition("-")[0]
    near = [
        line
        for line in declared(look, metadata, kind)
        if line.lower().replace("_", "-").replace(".", "-").startswith(stem)
    ]
    return [line for line in near if _counts(line, project, python)]


def declared(look: Look, metadata: str, kind: str) -> list[str]:
    """Every requirement as it stands there."""
    if kind == "egg-info":
        listed = text(look, f"{metadata}/requires.txt", _MOST).split("\n[")[0]
        return [line.strip() for line in listed.split("\n") if line.strip()]
    inner = "/METADATA" if kind == "dist-info" else ""
    lines = text(look, metadata + inner, _MOST).partition("\n\n")[0].split("\n")
    return [line[15:].strip() for line in lines if line.startswith("Requires-Dist: ")]


def fits(line: str, version: str) -> bool:
    """Whether a version is one that a requirement allows (PEP 440); what cannot be read forbids nothing."""
    from packaging.requirements import InvalidRequirement, Requirement
    from packaging.version import InvalidVersion, Version

    try:
        return Requirement(line).specifier.contains(Version(version), prereleases=True)
    except (InvalidRequirement, InvalidVersion):
        return True


def named_in(line: str, python: tuple[int, ...] = ()) -> str:
    """The project that a requirement names, normalised, or '' where it does not count here: its marker says so, or an extra."""
    from packaging.markers import UndefinedComparison, UndefinedEnvironmentName
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    here = {"extra": ""}
    if python:
        here |= {"python_version": f"{python[0]}.{python[1]}"}
        here |= {"python_full_version": ".".join(map(str, (*python, 0)[:3]))}
    try:
        asked = Requirement(line[:_LONGEST])
        counts = asked.marker is None or asked.marker.evaluate(here)
    except (ValueError, UndefinedComparison, UndefinedEnvironmentName, RecursionError):
        return ""
    return canonicalize_name(asked.name) if counts else ""


def _counts(line: str, project: str, python: tuple[int, ...]) -> bool:
    return named_in(line, python) == project
