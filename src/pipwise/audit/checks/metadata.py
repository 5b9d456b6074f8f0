"""Distributions that cannot be removed or trusted: no RECORD, half removed, there twice."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.audit.damage import Damage, Repair
from pipwise.audit.installed import Installed
from pipwise.audit.survey import Survey
from pipwise.facts.glance import names, stands
from pipwise.model.outcome import Evidence

CODE = "broken-distribution"
SUMMARY = "a distribution is half removed, there twice, or lacks what would tell its files"


def check(survey: Survey) -> Iterator[Damage]:
    """Only of what no OS package owns: Debian leaves RECORD out on purpose."""
    for place in {one.path: one for python in survey.pythons for one in python.places}.values():
        for name in names(survey.look, place.path):
            if name.startswith("~"):
                path = f"{place.path}/{name}"
                yield Damage(
                    CODE,
                    "warning",
                    "high",
                    path,
                    f"{path} is what an interrupted pip has left behind",
                    (Evidence("pip renames to ~ what it is about to remove", path),),
                    repair=Repair("remove-file", path, "remove it"),
                )
    if survey.owned.problem:
        return
    for one in survey.foreign():
        problem = _problem(survey, one)
        if problem:
            yield Damage(CODE, "warning", "high", one.metadata, f"{one.title} in {one.place.path} {problem}")
    for installed in survey.installed.values():
        yield from _twice(installed)


def _problem(survey: Survey, one: Installed) -> str:
    if one.distribution.kind != "dist-info":
        return ""
    if not stands(survey.look, f"{one.metadata}/METADATA"):
        return "has no METADATA: it is broken or half removed"
    return "" if one.distribution.has_record else "has no RECORD: pip cannot remove or upgrade it"


def _twice(installed: tuple[Installed, ...]) -> Iterator[Damage]:
    seen: dict[tuple[str, str], Installed] = {}
    for one in installed:
        key = (one.place.path, one.distribution.name)
        other = seen.setdefault(key, one)
        if other is not one and not (one.package and other.package):
            message = f"{one.distribution.name} is in {one.place.path} twice: {other.title} and {one.title}"
            yield Damage(CODE, "warning", "high", one.metadata, message)
