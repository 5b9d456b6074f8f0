"""Distributions among the operating system's own that no OS package owns."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.audit.damage import Damage, Repair
from pipwise.audit.installed import Installed
from pipwise.audit.survey import Survey
from pipwise.model.outcome import Evidence

CODE = "not-owned"
SUMMARY = "a distribution that no OS package owns"


def check(survey: Survey) -> Iterator[Damage]:
    """In the OS's own directories it is damage; beside them, where it hides nothing, it is information."""
    if survey.owned.problem:
        return
    for one in survey.foreign():
        inside = one.place.role == "os"
        yield Damage(
            CODE,
            "warning" if inside else "info",
            "high",
            one.metadata,
            _message(one, inside=inside),
            (_installer(one),),
            (),
            Repair("remove-distribution", one.metadata, "remove it with its own RECORD") if inside else None,
        )


def _message(one: Installed, *, inside: bool) -> str:
    whose = f" of {one.place.who}" if one.place.who else ""
    why = "asked for" if one.requested else "pulled in, or it is not known why"
    place = "among the OS's own packages, " if inside else ""
    return f"{one.title} stands {place}in {one.place.path}{whose}: no OS package owns it ({why})"


def _installer(one: Installed) -> Evidence:
    who = one.distribution.installer or "nobody says who"
    return Evidence(f"installed by {who}", f"{one.metadata}/INSTALLER")
