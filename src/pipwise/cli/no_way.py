"""Where nothing can be recommended: what is missing, in one line, and what to do about it."""

from __future__ import annotations

from pipwise.decide.arguments import in_pips_words, place_named
from pipwise.decide.reasons import quoted
from pipwise.errors import ChoiceNeeded, CouldNotLook, PipwiseError
from pipwise.model.decision import Decision, Situation
from pipwise.model.known import Unknown


def no_way(situation: Situation, decision: Decision) -> PipwiseError:
    """What is missing: a Python that answers, a place that can be written to, or something that the questions tell."""
    what, target = "no way out can be recommended here", situation.facts.target
    place = place_named(situation.intent)
    if place and situation.outcome.code == "permission-denied":
        instead = " ".join(quoted(word) for word in in_pips_words(situation.intent))
        why = f"pip would fail there ({situation.outcome.code}); without {place[0]} it goes where it belongs"
        return ChoiceNeeded(f"{place[1]} cannot be written to", why, f"pipwise {instead}")
    if isinstance(target, Unknown) and not decision.goal:
        return CouldNotLook(what, target.why, "name a Python: pipwise install --python /usr/bin/python3 …")
    why = "; ".join(one.text for one in decision.flow if one.question in ("outcome", "environment"))
    if any(one.question == "environment" and one.answer == "none" for one in decision.flow):
        return CouldNotLook(what, why, "set HOME, or go into the directory of a project")
    return CouldNotLook(what, why, "pipwise why --explain pip install …")
