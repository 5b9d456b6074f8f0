"""By the project's own manager, in its own words."""

from __future__ import annotations

from pipwise.decide.manager_words import add_words
from pipwise.model.decision import Decision, Situation
from pipwise.model.managed import Managed
from pipwise.model.plan import MakeDirectory, Plan, RunTool, Step
from pipwise.plan.asked import projects
from pipwise.plan.engines import Workbench

OPTION = "project-manager"


def steps(situation: Situation, decision: Decision, workbench: Workbench) -> Plan:
    """Each run may change the project's files and its environment."""
    managed = workbench.managed
    if managed is None:
        return Plan(decision.chosen, "", False, (), ())
    words = add_words(situation, managed.manager, managed.root)
    return managed_plan(managed, words.runs, projects(situation))


def managed_plan(managed: Managed, runs: tuple[tuple[str, ...], ...], prove: tuple[str, ...]) -> Plan:
    """Runs of a manager as steps; a home for environments is made first where there is none, so that it goes again."""
    places = (*managed.files, managed.environment)
    made: list[Step] = [MakeDirectory(managed.parent, 0o755)] if managed.parent else []
    made += [
        RunTool((managed.program, *run), places, None, (), f"let {managed.manager} do it") for run in runs
    ]
    return Plan(OPTION, "", False, tuple(made), prove, "managed", place=managed.root)
