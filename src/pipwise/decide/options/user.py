"""``--user``: into the caller's own site directory of somebody else's Python."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.decide.reasons import command, reasons
from pipwise.model.decision import Answered, Situation, Weighed
from pipwise.model.known import Known, Unknown

NAME = "user"
RISK = 4
GUARDS = ("asks", "owner", "marker")
SUMMARY = "install into the user site (--user)"


def weigh(situation: Situation, answers: Mapping[str, Answered]) -> Weighed:
    """Impossible where the marker stands (``--user`` never was exempt) or no user site is in force; else discouraged."""
    target = situation.facts.target
    why = reasons(answers, "owner", "marker")
    if isinstance(target, Unknown) or answers["asks"].answer != "install":
        return Weighed(NAME, "impossible", RISK, why)
    if answers["marker"].answer in ("present", "malformed", "unreadable"):
        return Weighed(NAME, "impossible", RISK, why)
    pip = target.value.pip
    if target.value.user_site_enabled is not True or not (isinstance(pip, Known) and pip.value):
        return Weighed(NAME, "impossible", RISK, why)
    executable = target.value.interpreter.executable
    run = command(
        executable, "-m", "pip", *situation.intent.invocation.arguments, "--user", needs=("network",)
    )
    return Weighed(NAME, "discouraged", RISK, why, (run,))
