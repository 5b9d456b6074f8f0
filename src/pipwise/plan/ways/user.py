"""``--user``: into the caller's own site directory, by the Python's own pip, where nothing refuses it."""

from __future__ import annotations

from pipwise.decide.options.user import words
from pipwise.model.decision import Decision, Situation
from pipwise.model.plan import Plan
from pipwise.model.preview import Preview
from pipwise.plan.engines import Workbench
from pipwise.plan.ways.override import into_site


def steps(situation: Situation, decision: Decision, workbench: Workbench) -> Plan:
    """One call of pip; nothing where nobody could look ahead."""
    preview = situation.preview
    argv = words(situation)
    if not isinstance(preview, Preview) or not argv:
        return Plan(decision.chosen, "", False, (), ())
    return into_site(situation, decision.chosen, preview, argv)
