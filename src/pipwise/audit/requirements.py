"""Declared requirements of the OS's distributions that a copy does not satisfy."""

from __future__ import annotations

from pipwise.audit.installed import Installed
from pipwise.audit.survey import Survey
from pipwise.facts.declared_needs import fits, needs_about
from pipwise.model.outcome import Evidence


def violated(survey: Survey, installed: tuple[Installed, ...], copy: Installed) -> tuple[Evidence, ...]:
    """One line for each distribution of an OS package that asks for another version of what the copy replaces."""
    version = next((one for one, each in survey.installed.items() if each is installed), ())
    found = []
    for one in installed:
        if one.package and one.distribution.name != copy.distribution.name:
            for line in needs_about(
                survey.look, one.metadata, one.distribution.kind, copy.distribution.name, version
            ):
                if not fits(line, copy.distribution.version):
                    said = f"{one.title} of {one.package} asks for {line}"
                    found.append(Evidence(said, one.metadata))
    return tuple(found)
