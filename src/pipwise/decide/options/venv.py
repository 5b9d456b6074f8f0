"""Into a virtual environment made for it: the project's ``.venv``, or a personal environment outside any project."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.decide.arguments import for_environment
from pipwise.decide.goal import base_interpreter
from pipwise.decide.questions import YOURS, first_fit, keeps_to_itself
from pipwise.decide.reasons import command, reasons
from pipwise.model.decision import Answered, Command, Situation, Verdict, Weighed
from pipwise.model.known import Known

NAME = "venv"
RISK = 0
GUARDS = ("asks", "destination", "environment", "owner", "who")
SUMMARY = "make a virtual environment and install into it"


def weigh(situation: Situation, answers: Mapping[str, Answered]) -> Weighed:
    """Recommended where the order of targets leads to an environment that is not there yet (or is broken)."""
    seen = first_fit(situation)
    why = reasons(answers, "outcome", "owner", "place", "environment")
    base = base_interpreter(situation)
    if (
        answers["asks"].answer != "install"
        or seen is None
        or seen.state not in ("absent", "broken")
        or not base
    ):
        return Weighed(NAME, "impossible", RISK, why)
    free = answers["outcome"].answer == "allowed" and answers["owner"].answer in YOURS
    verdict: Verdict = (
        "possible"
        if answers["destination"].answer == "named"
        or keeps_to_itself(situation)
        or (free and seen.role != "asked")
        else "recommended"
    )
    return Weighed(NAME, verdict, RISK, why, _commands(situation, seen.root, base))


def _commands(situation: Situation, root: str, base: str) -> tuple[Command, ...]:
    """What does the same without pipwise, where this Python can make a whole environment by itself."""
    target = situation.facts.target
    arguments = for_environment(situation.intent)
    whole = (
        isinstance(target, Known)
        and target.value.interpreter.has_venv
        and target.value.interpreter.has_ensurepip
    )
    install = command(f"{root}/bin/python", "-m", "pip", *arguments, needs=("network",))
    if whole:
        return (command(base, "-m", "venv", root), install)
    if arguments[:1] == ("install",):
        return (command("pipwise", *arguments, needs=("network",)),)
    return (command(base, "-m", "venv", root, needs=("ensurepip",)), install)
