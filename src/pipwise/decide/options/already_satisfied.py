"""Nothing is to be done: the environment that the request is for has it already."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.decide.reasons import reasons
from pipwise.model.decision import Answered, Situation, Weighed

NAME = "already-satisfied"
RISK = 0
GUARDS = ("asks", "satisfied")
SUMMARY = "it is already where it belongs"


def weigh(situation: Situation, answers: Mapping[str, Answered]) -> Weighed:
    """Recommended where every requirement is in the target environment in a fitting version."""
    fits = answers["asks"].answer == "install" and answers["satisfied"].answer == "yes"
    return Weighed(NAME, "recommended" if fits else "impossible", RISK, reasons(answers, "satisfied"))
