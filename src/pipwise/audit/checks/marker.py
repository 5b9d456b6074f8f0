"""The marker of PEP 668: missing, edited, or moved away."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from pipwise.audit.damage import Damage, Repair
from pipwise.audit.pythons import OsPython
from pipwise.audit.survey import Survey
from pipwise.facts.glance import text
from pipwise.facts.marker import read_marker
from pipwise.model.known import Unknown
from pipwise.model.outcome import Evidence

CODE = "marker"
SUMMARY = "the EXTERNALLY-MANAGED marker is missing, edited or diverted"


def check(survey: Survey) -> Iterator[Damage]:
    """Only where the package database says that there is to be one."""
    for python in survey.pythons:
        package = survey.owned.owners.get(python.marker, "") or _diverted(survey, python)
        if package:
            yield from _of(survey, python, package)


def _of(survey: Survey, python: OsPython, package: str) -> Iterator[Damage]:
    marker = read_marker(survey.look, python.stdlib)
    if isinstance(marker, Unknown):
        return
    repair = Repair("restore-marker", python.marker, "sudo pipwise repair --only marker")
    evidence = (Evidence(f"{package} brings it", python.marker),)
    diverted = _diverted(survey, python)
    if marker.value.state != "present":
        how = "was moved away by dpkg-divert" if diverted else f"is {marker.value.state}"
        message = f"{python.marker} {how}: pip does not refuse to change the OS's Python {_version(python)} any more"
        yield Damage(CODE, "error", "high", python.marker, message, evidence, (), repair)
        return
    said = survey.owned.sums.get(python.marker)
    if said:
        algorithm, digest = said
        content = survey.look.read(python.marker)
        if hashlib.new(algorithm, content, usedforsecurity=False).hexdigest() != digest:
            message = f"{python.marker} has been edited"
            yield Damage(CODE, "info", "high", python.marker, message, evidence, (), repair)


def _version(python: OsPython) -> str:
    return f"{python.version[0]}.{python.version[1]}"


def _diverted(survey: Survey, python: OsPython) -> str:
    """The package whose marker a local diversion has moved."""
    lines = text(survey.look, "/var/lib/dpkg/diversions", 4_000_000).split("\n")
    for path, to, _ in zip(lines[::3], lines[1::3], lines[2::3], strict=False):
        if path == python.marker:
            return (
                survey.owned.owners.get(to, "")
                or survey.owned.owners.get(path, "")
                or f"libpython{_version(python)}-stdlib"
            )
    return ""
