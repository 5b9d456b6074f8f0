"""Into an environment: one that is there, or a new one."""

from __future__ import annotations

from pipwise.model.decision import Decision, Goal, Seen, Situation
from pipwise.model.plan import MakeDirectory, Plan, Remove, Step
from pipwise.plan.asked import projects
from pipwise.plan.engines import Workbench, engine_of


def existing(situation: Situation, decision: Decision, workbench: Workbench) -> Plan:
    """Fill an environment that is there."""
    return _into(situation, decision.goal, workbench, fresh=False)


def new(situation: Situation, decision: Decision, workbench: Workbench) -> Plan:
    """Make an environment in a directory of its own, and fill it."""
    return _into(situation, decision.goal, workbench, fresh=True)


def satisfied(situation: Situation, decision: Decision, workbench: Workbench) -> Plan:
    """Nothing is done; what is there is proved."""
    goal = decision.goal
    return Plan(decision.chosen, goal.root if goal else "", False, (), projects(situation) if goal else ())


def _into(situation: Situation, goal: Goal | None, workbench: Workbench, *, fresh: bool) -> Plan:
    option = "venv" if fresh else "existing-venv"
    if goal is None:
        return Plan(option, "", False, (), ())
    engine = engine_of(goal, situation, workbench)
    seen = next((one for one in situation.seen if one.root == goal.root), None)
    steps: list[Step] = []
    if fresh:
        if seen is not None and seen.state == "broken":
            steps.append(Remove(goal.root))
        steps.append(MakeDirectory(goal.root))
        steps.append(engine.make(goal, situation))
    elif _lacks_pip(seen) and workbench.pip_wheel:
        steps.append(engine.seed(goal, situation))
    steps.append(engine.install(goal, situation))
    return Plan(option, goal.root, fresh, tuple(steps), projects(situation))


def _lacks_pip(seen: Seen | None) -> bool:
    return seen is not None and seen.state == "works" and not seen.has_pip
