"""A plan for people, with its inverse, where no decision stands behind it."""

from __future__ import annotations

from pipwise.model.plan import Plan
from pipwise.render.install_text import step_text


def change_text(plan: Plan, shown: tuple[str, ...] = ()) -> str:
    """Every step in order; ``shown`` are lines that say what would be different in a file."""
    if not plan.steps:
        return "plan: nothing to do"
    lines = ["plan:", *(f"  {number}. {step_text(step)}" for number, step in enumerate(plan.steps, 1))]
    return "\n".join([*lines, "  undo: each step is taken back by pipwise undo", *shown])
