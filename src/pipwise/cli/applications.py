"""When what keeps applications here is looked at; apart from what changes anything, since every ``why`` comes by here."""

from __future__ import annotations

from pipwise.model.decision import Situation
from pipwise.system.look import Look

_WAYS = ("app", "inject")
_KINDS = frozenset(("application", "plug-in", "both"))
_TOOLS = ("pipx", "uv")


def with_applications(situation: Situation, look: Look) -> Situation:
    """What keeps applications here is looked at where one may be wanted."""
    intent = situation.intent
    kinds = {named.kind.kind for named in situation.facts.names}
    tools = any(one.name in _TOOLS for one in intent.requirements)
    wanted = situation.wishes.via in _WAYS or kinds & _KINDS or tools
    if intent.purpose != "install" or not wanted:
        return situation
    from pipwise.decide.keeping import uv_fits
    from pipwise.facts.applications import look_at_applications

    found = look_at_applications(
        look, situation.facts, intent, situation.directories.tools, uv_fits=uv_fits(situation)
    )
    return situation._replace(applications=found)
