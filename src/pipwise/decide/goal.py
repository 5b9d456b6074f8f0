"""The environment that a chosen way acts on, and the engine that does the work there."""

from __future__ import annotations

from pipwise.decide.engine import engine_for
from pipwise.decide.questions.environment import base_interpreter, first_fit
from pipwise.model.decision import Answered, Goal, Situation
from pipwise.model.value import Mapping


def goal_of(situation: Situation, answers: Mapping[str, Answered], chosen: str) -> Goal | None:
    """Where the chosen way acts, or None where it acts on no environment."""
    if chosen not in ("existing-venv", "venv", "already-satisfied"):
        return None
    seen = first_fit(situation)
    if seen is None or (chosen != "venv" and seen.state != "works"):
        return None
    engine, path = engine_for(situation)
    base = base_interpreter(situation) if chosen == "venv" else ""
    return Goal(seen.root, seen.role, base, engine, path, situation.sees_system)
