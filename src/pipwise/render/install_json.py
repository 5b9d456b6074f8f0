"""The JSON of ``install`` and ``install --plan``: schemas ``pipwise/install/1`` and ``pipwise/plan/1``."""

from __future__ import annotations

from pipwise.model.decision import Decision, Situation
from pipwise.model.plan import Plan, Proof
from pipwise.render.plain import Plain, plain
from pipwise.render.why_json import why_json


def plan_json(situation: Situation, decision: Decision, plan: Plan) -> dict[str, Plain]:
    """The plan that would run, with the decision that it comes from."""
    return {"schema": "pipwise/plan/1", "why": why_json(situation, decision), "plan": plain_plan(plan)}


def install_json(
    situation: Situation, decision: Decision, plan: Plan, proofs: tuple[Proof, ...], number: int
) -> dict[str, Plain]:
    """What was done, and what was proved."""
    return {
        "schema": "pipwise/install/1",
        "why": why_json(situation, decision),
        "plan": plain_plan(plan),
        "run": number or None,
        "proofs": [plain(proof) for proof in proofs],
    }


def plain_plan(plan: Plan) -> dict[str, Plain]:
    """A plan as the schema has it."""
    steps: list[Plain] = [
        {"kind": type(step).__name__, **{key: plain(value) for key, value in step._asdict().items()}}
        for step in plan.steps
    ]
    return {
        "option": plan.option,
        "root": plan.root or None,
        "fresh": plan.fresh,
        "steps": steps,
        "prove": list(plan.prove),
    }
