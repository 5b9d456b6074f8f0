"""Past the refusal: ``--break-system-packages``."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.decide.reasons import command, reasons
from pipwise.model.decision import Answered, Situation, Verdict, Weighed
from pipwise.model.known import Unknown

NAME = "override"
RISK = 5
GUARDS = ("outcome", "owner", "marker", "disposable")
SUMMARY = "override the refusal"


def weigh(situation: Situation, answers: Mapping[str, Answered]) -> Weighed:
    """Never recommended; possible where what is changed is proven to be thrown away, else discouraged."""
    why = reasons(answers, "owner", "disposable")
    tool = situation.intent.invocation.tool
    if situation.outcome.code != "externally-managed-environment" or tool not in ("pip", "uv"):
        return Weighed(NAME, "impossible", RISK, reasons(answers, "outcome"))
    if tool == "pip" and _pip_version(situation) in ("23.0", "23.0.0"):
        return Weighed(NAME, "impossible", RISK, why)
    words = list(situation.intent.invocation.words)
    verb = "install" if "install" in words else "uninstall"
    at = words.index(verb) + 1 if verb in words else len(words)
    run = command(*words[:at], "--break-system-packages", *words[at:], needs=("network",))
    verdict: Verdict = "possible" if answers["disposable"].answer == "yes" else "discouraged"
    return Weighed(NAME, verdict, RISK, why, (run,))


def _pip_version(situation: Situation) -> str:
    target = situation.facts.target
    if isinstance(target, Unknown) or isinstance(target.value.pip, Unknown) or target.value.pip.value is None:
        return ""
    return target.value.pip.value.version
