"""The ways out that pipwise carries out, one module each; the others are shown as commands."""

from __future__ import annotations

from collections.abc import Callable

from pipwise.model.decision import Decision, Situation
from pipwise.model.plan import Plan
from pipwise.plan.engines import Workbench
from pipwise.plan.ways import app, as_typed, environment, inject, managed, os_package, override, script, user

Way = Callable[[Situation, Decision, Workbench], Plan]

WAYS: dict[str, Way] = {
    "existing-venv": environment.existing,
    "venv": environment.new,
    "already-satisfied": environment.satisfied,
    "no-action": as_typed.steps,
    "own-python": as_typed.steps,
    "app": app.steps,
    "inject": inject.steps,
    "project-manager": managed.steps,
    "script-env": script.steps,
    "user": user.steps,
    "override": override.steps,
    "os-package": os_package.steps,
}
