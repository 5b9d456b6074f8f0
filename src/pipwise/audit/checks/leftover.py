"""What was installed for a Python that has gone with an upgrade of the OS: nobody imports it any more."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.audit.damage import Damage
from pipwise.audit.pythons import leftovers
from pipwise.audit.survey import Survey
from pipwise.facts.glance import names
from pipwise.model.outcome import Evidence

CODE = "leftover"
SUMMARY = "distributions of a Python that is not there any more"


def check(survey: Survey) -> Iterator[Damage]:
    """One finding a directory that still holds distributions."""
    for path in leftovers(survey.look, survey.pythons):
        found = [name for name in names(survey.look, path) if name.endswith((".dist-info", ".egg-info"))]
        if found and not any(f"{path}/{name}" in survey.owned.owners for name in found):
            message = f"{path} holds {len(found)} distributions for a Python that is gone"
            evidence = (Evidence("no program of that version is in /usr/bin or /usr/local/bin", path),)
            yield Damage(CODE, "info", "high", path, message, evidence)
