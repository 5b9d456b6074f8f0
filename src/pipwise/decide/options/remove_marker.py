"""Taking the marker away: every later refusal is gone with it, until the next update of Python brings it back."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.decide.reasons import reasons
from pipwise.model.decision import Answered, Situation, Weighed

NAME = "remove-marker"
RISK = 6
GUARDS = ("marker", "disposable")
SUMMARY = "remove the marker"


def weigh(situation: Situation, answers: Mapping[str, Answered]) -> Weighed:
    """Never recommended; discouraged where what is changed is thrown away, refused everywhere else."""
    why = reasons(answers, "marker", "disposable")
    if answers["marker"].answer not in ("present", "malformed", "unreadable"):
        return Weighed(NAME, "impossible", RISK, why)
    return Weighed(NAME, "discouraged" if answers["disposable"].answer == "yes" else "refused", RISK, why)
