"""Changes of OS packages in words: what would come, what for, and the command that does it."""

from __future__ import annotations

from pipwise.backends import BACKENDS
from pipwise.backends.changes.orders import orders_for, spelled
from pipwise.decide.reasons import quoted
from pipwise.execute.packages import Foreseen
from pipwise.model.plan import ChangePackages

_SHOWN = 6


def plain_command(step: ChangePackages, *, root: bool) -> str:
    """The command as a person would type it: the manager then asks its own questions."""
    backend = BACKENDS[step.manager]
    orders = {"install": backend.install, "remove": backend.remove}
    order = orders[step.action](step.packages) if step.action in orders else backend.refresh()
    words = (*(() if root or not order.root else ("sudo",)), *order.argv)
    return " ".join(quoted(word) for word in words)


def exact_commands(step: ChangePackages) -> list[str]:
    """The commands that pipwise runs, word by word."""
    orders = orders_for(step.manager, step.action, step.packages, step.place)
    return [" ".join(quoted(word) for word in spelled(order, step.become)) for order in orders]


def step_lines(step: ChangePackages) -> str:
    """One step of a plan."""
    purpose = {
        "install": "install the operating system's packages",
        "remove": "remove the operating system's packages",
        "refresh": "fetch the package lists",
    }[step.action]
    commands = exact_commands(step)
    return (
        f"{purpose}: {'; '.join(commands)}"
        if commands
        else f"{', '.join(one for one, _, _ in step.wanted)}: installed already"
    )


def source_lines(step: ChangePackages) -> list[str]:
    """Which package each project comes from."""
    lines = []
    for package, project, _ in step.wanted:
        there = "" if package in step.packages else ", which is installed already"
        what = f"{project} comes" if project else "it takes"
        lines.append(
            f"{what} {'from ' if project else ''}the operating system's {package} ({step.manager}){there}"
        )
    return lines


def foreseen_lines(step: ChangePackages, foreseen: Foreseen) -> list[str]:
    """What else comes with it, and what would be replaced."""
    versions = {
        name.rpartition(".")[0] if step.manager == "dnf" else name: version for name, version in foreseen.new
    }
    asked = [f"{name} {versions[name]}".rstrip() for name in step.packages if name in versions]
    others = sorted(name for name in versions if name not in step.packages)
    lines = [f"new: {', '.join(asked)}"] if asked else []
    if others:
        lines.append(f"needed by that: {_some(others)}")
    if foreseen.replaced:
        shown = [f"{name} {old} by {new}".rstrip() for name, old, new in foreseen.replaced]
        lines.append(f"replaced, and not brought back by undo: {_some(shown)}")
    return lines


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
