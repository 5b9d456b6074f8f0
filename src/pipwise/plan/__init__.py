"""Pure: from a decision to the steps that carry it out."""

from __future__ import annotations

from pipwise.model.decision import Decision, Situation
from pipwise.model.plan import Plan
from pipwise.plan.engines import Workbench
from pipwise.plan.ways import WAYS

__all__ = ["WAYS", "Workbench", "plan"]


def plan(situation: Situation, decision: Decision, workbench: Workbench) -> Plan:
    """The steps of the chosen way. Only ways in ``WAYS`` have steps; the others are shown as commands."""
    way = WAYS.get(decision.chosen)
    if way is None:
        return Plan(decision.chosen, decision.goal.root if decision.goal else "", False, (), ())
    return way(situation, decision, workbench)
