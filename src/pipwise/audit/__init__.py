"""What is installed where it should not be, and what that endangers: read-only, of this machine or of another root."""

from __future__ import annotations

from pipwise.audit.damage import Damage
from pipwise.audit.survey import Survey, survey
from pipwise.model.value import NamedTuple
from pipwise.system.look import Look


class Report(NamedTuple):
    """What an audit has found."""

    survey: Survey
    damage: tuple[Damage, ...]


def audit(look: Look, *, thorough: bool = False) -> Report:
    """Look at everything, and check it; ``thorough`` reads even those files whose times say that they are as they came."""
    from pipwise.audit.checks import CHECKS

    seen = survey(look, thorough=thorough)
    found = [one for check in CHECKS for one in check.check(seen)]
    told = {one.path for one in found if one.severity != "info"}
    return Report(
        seen, tuple(_lighter(one, told) for one in found if one.severity != "info" or one.path not in told)
    )


def _lighter(one: Damage, told: set[str]) -> Damage:
    """A command that came with a copy which is reported anyway is no damage of its own: it goes with the copy."""
    folded = one.code == "command" and one.repair is not None and one.repair.subject in told - {one.path}
    return one._replace(severity="info") if folded else one
