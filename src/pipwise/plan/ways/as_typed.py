"""The command as it was typed: the Python is the caller's own, or nothing is to be done otherwise."""

from __future__ import annotations

from pipwise.model.decision import Decision, Situation
from pipwise.model.known import Unknown
from pipwise.model.plan import Plan, RunTool
from pipwise.plan.engines import Workbench


def steps(situation: Situation, decision: Decision, workbench: Workbench) -> Plan:
    """Passed on word by word; only the program is named by its path."""
    return Plan(decision.chosen, "", False, (_as_typed(situation),), ())


def _as_typed(situation: Situation) -> RunTool:
    invocation = situation.intent.invocation
    resolution = situation.facts.resolution
    program = invocation.program
    if not isinstance(resolution, Unknown) and resolution.value.path:
        program = resolution.value.path
    at = len(invocation.words) - len(invocation.arguments)
    head = invocation.words[:at]
    words = (*(program if word == invocation.program else word for word in head), *invocation.arguments)
    return RunTool(words, (), None, (), "run the command as it is")
