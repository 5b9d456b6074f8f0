"""What becomes of a sudo that pipwise was called with: it works as the user who asked, and root is used where it has to be."""

from __future__ import annotations

from pipwise.model.plan import ChangePackages, Plan, RunTool


def stepped_line(plan: Plan, name: str) -> str:
    """Whether sudo is called again, and for what."""
    managers = dict.fromkeys(
        step.manager
        for step in plan.steps
        if isinstance(step, ChangePackages) and step.become and (step.packages or step.action == "refresh")
    )
    if managers:
        return f"this is decided as {name}; sudo is called again for {', '.join(managers)} alone"
    if any(_by_sudo(step) for step in plan.steps):
        return f"this is decided as {name}; sudo is called again for pip, and to keep what pip changes"
    return f"sudo is not needed: this is done as {name}, and belongs to {name}"


def _by_sudo(step: object) -> bool:
    return isinstance(step, RunTool) and step.argv[0].rpartition("/")[2] == "sudo"
