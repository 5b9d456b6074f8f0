"""An environment for what a script lists, kept for the next time that the same list is wanted."""

from __future__ import annotations

import hashlib

from pipwise.model.decision import Decision, Situation
from pipwise.model.plan import MakeDirectory, Plan
from pipwise.plan.asked import projects
from pipwise.plan.engines import Workbench, engine_of


def root_for(home: str, script: str, requirements: tuple[str, ...], python: str) -> str:
    """Named after the script, and keyed by what decides over its content: the list, and the Python."""
    key = "\n".join((python, *sorted(requirements))).encode("utf-8", "surrogateescape")
    stem = script.rpartition("/")[2].removesuffix(".py").removesuffix(".pyw")
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in stem)[:30].strip("-")
    return f"{home}/{plain or 'script'}-{hashlib.sha256(key).hexdigest()[:12]}"


def environment_plan(situation: Situation, decision: Decision, workbench: Workbench) -> Plan:
    """A new environment, filled where the list is not empty."""
    goal = decision.goal
    if goal is None:
        return Plan("venv", "", False, (), ())
    engine = engine_of(goal, situation, workbench)
    fill = (engine.install(goal, situation),) if situation.intent.requirements else ()
    steps = (MakeDirectory(goal.root), engine.make(goal, situation), *fill)
    return Plan("venv", goal.root, True, steps, projects(situation))
