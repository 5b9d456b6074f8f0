"""Declared requirements of the OS's distributions that a copy does not satisfy (core metadata, Requires-Dist)."""

from __future__ import annotations

from pipwise.audit.installed import Installed
from pipwise.audit.survey import Survey
from pipwise.facts.glance import text
from pipwise.model.outcome import Evidence

_MOST = 4_000_000


def violated(survey: Survey, installed: tuple[Installed, ...], copy: Installed) -> tuple[Evidence, ...]:
    """One line for each distribution of an OS package that asks for another version of what the copy replaces."""
    found = []
    for one in installed:
        if one.package and one.distribution.name != copy.distribution.name:
            for line in _lines(survey, one, copy.distribution.name):
                if not _fits(line, copy.distribution.version):
                    said = f"{one.title} of {one.package} asks for {line}"
                    found.append(Evidence(said, one.metadata))
    return tuple(found)


def _lines(survey: Survey, one: Installed, wanted: str) -> list[str]:
    """Of thousands of lines only those that can name the project are parsed: packaging takes 50 ms to import."""
    stem = wanted.partition("-")[0]
    if one.distribution.kind == "egg-info":
        listed = text(survey.look, f"{one.metadata}/requires.txt", _MOST).split("\n[")[0]
        return [line for line in listed.split("\n") if line.lower().replace("_", "-").startswith(stem)]
    inner = "/METADATA" if one.distribution.kind == "dist-info" else ""
    lines = text(survey.look, one.metadata + inner, _MOST).partition("\n\n")[0].split("\n")
    asked = [line[15:] for line in lines if line.startswith("Requires-Dist: ")]
    return [
        line for line in asked if line.lower().replace("_", "-").startswith(stem) and _is_about(line, wanted)
    ]


def _is_about(line: str, wanted: str) -> bool:
    from packaging.requirements import InvalidRequirement, Requirement
    from packaging.utils import canonicalize_name

    try:
        asked = Requirement(line)
    except InvalidRequirement:
        return False
    return canonicalize_name(asked.name) == wanted and (
        asked.marker is None or "extra" not in str(asked.marker)
    )


def _fits(line: str, version: str) -> bool:
    from packaging.requirements import InvalidRequirement, Requirement
    from packaging.version import InvalidVersion, Version

    try:
        asked = Requirement(line)
        if asked.marker is not None and not asked.marker.evaluate({"extra": ""}):
            return True
        return asked.specifier.contains(Version(version), prereleases=True)
    except (InvalidRequirement, InvalidVersion):
        return True
