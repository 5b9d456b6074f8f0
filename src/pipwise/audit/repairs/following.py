"""What has to go along with the copies that are taken away, and which of them stay since something that stays needs them."""

from __future__ import annotations

from collections.abc import Callable

from pipwise.audit.installed import Installed
from pipwise.audit.survey import Survey
from pipwise.facts.declared_needs import fits, needs_about

Copies = dict[str, Installed]
"""By the path of the metadata."""


def followed(
    survey: Survey, copies: Copies, stays: Callable[[Installed], str]
) -> tuple[Copies, dict[str, str]]:
    """The copies with everything that would not get what it declares to need any more; of those that stay, why.

    ``stays`` says why a distribution cannot be moved, or ''.
    """
    going, held = dict(copies), dict[str, str]()
    again = True
    while again:
        again = False
        for version, installed in survey.installed.items():
            for one in installed:
                need = None if one.package or one.metadata in going else _lost(survey, version, one, going)
                if need is None:
                    continue
                why = held.get(one.metadata) or stays(one)
                if why:
                    held[need.metadata] = f"{one.title} needs it; {why}"
                    del going[need.metadata]
                else:
                    going[one.metadata] = one
                again = True
    return going, held


def _lost(survey: Survey, version: tuple[int, int], one: Installed, going: Copies) -> Installed | None:
    """The first copy that goes and whose place nothing takes that would do for this distribution."""
    for copy in going.values():
        name = copy.distribution.name
        if copy.place.who not in ("", one.place.who) or copy not in survey.installed[version]:
            continue
        lines = needs_about(survey.look, one.metadata, one.distribution.kind, name, version)
        if lines and not _is_served(survey, version, one, going, lines, name):
            return copy
    return None


def _is_served(
    survey: Survey, version: tuple[int, int], one: Installed, going: Copies, lines: list[str], name: str
) -> bool:
    left = (
        other.distribution.version
        for other in survey.installed[version]
        if other.distribution.name == name
        and other.metadata not in going
        and other.place.who in ("", one.place.who)
    )
    first = next(left, None)
    return first is not None and all(fits(line, first) for line in lines)
