"""Pure: from a decision to the steps that carry it out."""

from __future__ import annotations

from pipwise.facts.distributions import normalise
from pipwise.model.decision import Decision, Goal, Seen, Situation
from pipwise.model.known import Unknown
from pipwise.model.plan import MakeDirectory, Plan, Remove, RunTool, Step
from pipwise.plan.engines import Workbench, engine_of

__all__ = ["Workbench", "plan"]

CARRIED_OUT = ("existing-venv", "venv", "already-satisfied", "no-action", "own-python")


def plan(situation: Situation, decision: Decision, workbench: Workbench) -> Plan:
    """The steps of the chosen way. Only ways in ``CARRIED_OUT`` have steps; the others are shown as commands."""
    match decision.chosen, decision.goal:
        case ("venv", Goal() as goal):
            return _into(situation, goal, workbench, fresh=True)
        case ("existing-venv", Goal() as goal):
            return _into(situation, goal, workbench, fresh=False)
        case ("own-python" | "no-action" as option, _):
            return Plan(option, "", False, (_as_typed(situation),), ())
        case (option, goal):
            return Plan(option, goal.root if goal else "", False, (), _projects(situation) if goal else ())


def _into(situation: Situation, goal: Goal, workbench: Workbench, *, fresh: bool) -> Plan:
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
    return Plan("venv" if fresh else "existing-venv", goal.root, fresh, tuple(steps), _projects(situation))


def _lacks_pip(seen: Seen | None) -> bool:
    return seen is not None and seen.state == "works" and not seen.has_pip


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


def _projects(situation: Situation) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            normalise(requirement.name) for requirement in situation.intent.requirements if requirement.name
        )
    )
