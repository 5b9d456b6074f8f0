"""A request that is split: applications kept apart, libraries in an environment, plug-ins in their host, each by its own way."""

from __future__ import annotations

from pipwise.decide.goal import goal_of
from pipwise.decide.narrowed import narrowed
from pipwise.model.decision import Decision, Situation
from pipwise.model.plan import Kept, Plan, Step
from pipwise.plan.asked import projects
from pipwise.plan.engines import Workbench
from pipwise.plan.shares import ENVIRONMENTS, shares
from pipwise.plan.ways.app import profile

PROOF = "several"
PARTS = ("app", "inject", *ENVIRONMENTS)
"""Ways that can be put together: each of them tells which places it changes, so that each is taken back by itself."""


def steps(situation: Situation, decision: Decision, workbench: Workbench) -> Plan:
    """The steps of each share, applications first; none where one of the shares has none."""
    from pipwise.plan.ways import WAYS

    made: list[Step] = []
    kept: list[Kept] = []
    wanted: list[str] = []
    place = ""
    for option, texts in sorted(shares(decision).items(), key=lambda one: PARTS.index(one[0])):
        # The shell's profile is told once, when all of it is there.
        part = narrowed(situation, texts)
        part = part._replace(wishes=part.wishes._replace(profile=False))
        goal = decision.goal or goal_of(situation, {}, option) if option in ENVIRONMENTS else None
        alone = decision._replace(
            chosen=option, assignments=tuple((text, option) for text in texts), goal=goal
        )
        plan = WAYS[option](part, alone, workbench)
        if not plan.steps and not plan.kept:
            return Plan(decision.chosen, "", False, (), ())
        made += plan.steps
        kept += plan.kept
        place = place or plan.root
        wanted += projects(part) if option in ENVIRONMENTS else ()
    made += profile(situation) if kept else ()
    return Plan(decision.chosen, "", False, tuple(made), tuple(wanted), PROOF, tuple(kept), place)
