"""Pure: from a decision to the steps that carry it out."""

from __future__ import annotations

from pipwise.model.decision import Decision, Situation
from pipwise.model.plan import Plan
from pipwise.plan.engines import Workbench
from pipwise.plan.shares import ENVIRONMENTS, shares
from pipwise.plan.ways import WAYS, Way, several

__all__ = ["WAYS", "Workbench", "carries_out", "plan"]


def plan(situation: Situation, decision: Decision, workbench: Workbench) -> Plan:
    """The steps of the chosen way. Only ways in ``WAYS`` have steps; the others are shown as commands.

    Of mixed answers those are carried out that have OS packages and an environment in them, or applications and one.
    """
    way = _of_several(decision) if decision.is_split else WAYS.get(decision.chosen)
    if way is None:
        return Plan(decision.chosen, decision.goal.root if decision.goal else "", False, (), ())
    return way(situation, decision, workbench)


def carries_out(decision: Decision, made: Plan) -> bool:
    """Whether that is all that was decided: a request that is split has a plan only where each part of it has."""
    if decision.is_split:
        return bool(made.steps or made.kept)
    return decision.chosen in WAYS


def _of_several(decision: Decision) -> Way | None:
    found = {*shares(decision)}
    if found <= {"os-package", *ENVIRONMENTS}:
        return WAYS["os-package"]
    return several.steps if found <= {*several.PARTS} else None
