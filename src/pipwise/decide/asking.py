"""The one rule for asking: act where it is safe and certain, ask where it is not."""

from __future__ import annotations

from pipwise.decide.asking_to_keep import why_ask_to_keep
from pipwise.model.decision import Answered, Situation
from pipwise.model.known import Unknown
from pipwise.model.value import Mapping


def why_ask(situation: Situation, answers: Mapping[str, Answered], chosen: str) -> str:
    """Why somebody has to be asked before acting, or ''.

    Nobody is asked when no root is needed, nothing that exists is replaced, undo is exact and no Unknown could change
    the choice. What was asked for by name (--env, --via, an active environment) is not asked again.
    """
    if chosen in ("", "already-satisfied", "no-action"):
        return ""
    if answers["mistake"].answer != "none":
        return answers["mistake"].text
    environment = answers["environment"].answer
    named = environment.startswith(("asked-", "consumer-", "active-")) or bool(situation.wishes.via)
    if answers["who"].answer == "root" and not named and chosen in ("venv", "existing-venv"):
        return "root asks: an environment made here serves only root, unless it is given a place of its own"
    if chosen in ("app", "inject") and why_ask_to_keep(situation, answers):
        return why_ask_to_keep(situation, answers)
    if environment.endswith("-broken") and chosen == "venv":
        return "an environment that is there, but broken, would be replaced"
    if chosen in ("user", "override", "remove-marker"):
        return "it can break what the operating system installed"
    unknown = _unknown(situation)
    return f"{unknown}, and that could change the choice" if unknown else ""


def _unknown(situation: Situation) -> str:
    for fact in (situation.facts.place, situation.facts.project):
        if isinstance(fact, Unknown):
            return fact.why
    return ""
