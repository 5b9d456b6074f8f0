"""Into a virtual environment that is already there."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.decide.arguments import for_environment
from pipwise.decide.questions import first_fit, keeps_to_itself
from pipwise.decide.reasons import command, reasons
from pipwise.model.decision import Answered, Situation, Verdict, Weighed

NAME = "existing-venv"
RISK = 0
GUARDS = ("asks", "destination", "environment", "who")
SUMMARY = "install into the virtual environment that is there"


def weigh(situation: Situation, answers: Mapping[str, Answered]) -> Weighed:
    """Recommended where the order of targets leads to an environment that works."""
    seen = first_fit(situation)
    why = reasons(answers, "place", "environment")
    if seen is None or seen.state != "works" or answers["asks"].answer != "install":
        return Weighed(NAME, "impossible", RISK, why)
    run = command(
        f"{seen.root}/bin/python", "-m", "pip", *for_environment(situation.intent), needs=("network",)
    )
    verdict: Verdict = (
        "possible"
        if answers["destination"].answer == "named" or keeps_to_itself(situation)
        else "recommended"
    )
    return Weighed(NAME, verdict, RISK, why, (run,))
