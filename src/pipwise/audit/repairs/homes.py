"""Where what was taken away belongs: an application into its own environment, a library into one that a project uses."""

from __future__ import annotations

from typing import NamedTuple

from pipwise.audit.installed import Installed
from pipwise.audit.survey import Survey
from pipwise.facts.glance import text


class Home(NamedTuple):
    """One distribution that was taken away, and what it was."""

    project: str
    version: str
    place: str
    application: bool
    """It was asked for, and brings commands: people start it, nobody imports it."""
    package: str
    """The OS package that offers the same project, and is used again from now on; or ''."""


def homes_of(survey: Survey, removed: tuple[Installed, ...]) -> tuple[Home, ...]:
    """One for each."""
    offered = {
        one.distribution.name: one.package
        for each in survey.installed.values()
        for one in each
        if one.package
    }
    return tuple(
        Home(
            one.distribution.name,
            one.distribution.version,
            one.place.path,
            one.requested and _has_commands(survey, one) and one.distribution.name not in offered,
            offered.get(one.distribution.name, ""),
        )
        for one in removed
    )


def _has_commands(survey: Survey, one: Installed) -> bool:
    return "[console_scripts]" in text(survey.look, f"{one.metadata}/entry_points.txt", 1_000_000)
