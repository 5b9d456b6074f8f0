"""The command is fine as it stands: it changes nothing, or only a directory that it names itself."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.decide.questions import keeps_to_itself
from pipwise.decide.reasons import command, reasons
from pipwise.model.decision import Answered, Situation, Weighed

NAME = "no-action"
RISK = 0
GUARDS = ("outcome", "asks", "destination")
SUMMARY = "run the command as it is"


def weigh(situation: Situation, answers: Mapping[str, Answered]) -> Weighed:
    """Recommended where the installer goes on and nothing of anybody's Python is changed."""
    allowed = answers["outcome"].answer == "allowed"
    installs = answers["asks"].answer in ("install", "uninstall")
    touches_nothing = (
        keeps_to_itself(situation)
        or not installs
        or answers["destination"].answer == "named"
        or situation.outcome.code == "report-only"
    )
    if allowed and touches_nothing:
        run = command(*situation.intent.invocation.words)
        return Weighed(NAME, "recommended", RISK, reasons(answers, "outcome", "destination"), (run,))
    return Weighed(NAME, "impossible", RISK, reasons(answers, "outcome"))
