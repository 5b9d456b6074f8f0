"""Into a Python that belongs to the caller: it runs as asked."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.decide.questions import YOURS
from pipwise.decide.reasons import command, reasons
from pipwise.model.decision import Answered, Situation, Weighed

NAME = "own-python"
RISK = 1
GUARDS = ("asks", "outcome", "owner")
SUMMARY = "run it as asked: this Python is yours"


def weigh(situation: Situation, answers: Mapping[str, Answered]) -> Weighed:
    """Recommended where the Python is the caller's own and the installer goes on; the OS's is never one's own."""
    why = reasons(answers, "owner", "outcome")
    allowed = answers["outcome"].answer == "allowed" and answers["asks"].answer == "install"
    if not allowed or answers["owner"].answer not in YOURS:
        return Weighed(NAME, "impossible", RISK, why)
    run = command(*situation.intent.invocation.words, needs=("network",))
    elsewhere = answers["environment"].answer.startswith("asked-") or answers["environment"].answer.endswith(
        "-works"
    )
    return Weighed(NAME, "possible" if elsewhere else "recommended", RISK, why, (run,))
