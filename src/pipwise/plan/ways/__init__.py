"""The ways out that pipwise carries out, one module each; the others are shown as commands."""

from __future__ import annotations

from collections.abc import Callable

from pipwise.model.decision import Decision, Situation
from pipwise.model.plan import Plan
from pipwise.plan.engines import Workbench
from pipwise.plan.ways import as_typed, environment

Way = Callable[[Situation, Decision, Workbench], Plan]

WAYS: dict[str, Way] = {
    "existing-venv": environment.existing,
    "venv": environment.new,
    "already-satisfied": environment.satisfied,
    "no-action": as_typed.steps,
    "own-python": as_typed.steps,
}
