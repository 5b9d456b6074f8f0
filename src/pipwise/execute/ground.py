"""Where a run is proved, as the journal has it: what a plan knows of that beside its steps."""

from __future__ import annotations

import json

from pipwise.errors import CouldNotLook
from pipwise.model.plan import Kept, Plan

_WORDS = ("place", "python")


def written_ground(plan: Plan) -> str:
    """As text; ``{}`` for what the environment itself tells."""
    found: dict[str, object] = {name: getattr(plan, name) for name in _WORDS if getattr(plan, name)}
    if plan.kept:
        found["kept"] = [list(one) for one in plan.kept]
    if plan.sites:
        found["sites"] = list(plan.sites)
    return json.dumps(found)


def with_ground(plan: Plan, text: str) -> Plan:
    """The plan with what was written of it. Raises ``CouldNotLook`` for other words than these."""
    try:
        found = json.loads(text)
        kept = tuple(Kept(*(str(word) for word in one)) for one in found.get("kept", ()))
        sites = tuple(str(one) for one in found.get("sites", ()))
        place, python = (str(found.get(name, "")) for name in _WORDS)
    except (ValueError, TypeError, AttributeError) as error:
        raise CouldNotLook("the journal does not say where the run is proved", str(error)) from error
    return plan._replace(kept=kept, place=place, python=python, sites=sites)
