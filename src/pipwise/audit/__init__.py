"""What is installed where it should not be, and what that endangers: read-only, of this machine or of another root."""

from __future__ import annotations

from typing import NamedTuple

from pipwise.audit.damage import Damage
from pipwise.audit.survey import Survey, survey
from pipwise.system.look import Look


class Report(NamedTuple):
    """What an audit has found."""

    survey: Survey
    damage: tuple[Damage, ...]


def audit(look: Look) -> Report:
    """Look at everything, and check it."""
    from pipwise.audit.checks import CHECKS

    seen = survey(look)
    found = [one for check in CHECKS for one in check.check(seen)]
    told = {one.path for one in found if one.severity != "info"}
    return Report(seen, tuple(one for one in found if one.severity != "info" or one.path not in told))
