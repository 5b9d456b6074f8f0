"""What the operating system owns is removed by its own manager, never by pip: here it is said how."""

from __future__ import annotations

from pipwise.backends import BACKENDS
from pipwise.cli.words import Own
from pipwise.cli.workshop import say
from pipwise.decide.reasons import quoted
from pipwise.model.decision import Situation
from pipwise.model.lives import Lives
from pipwise.model.plan import ChangePackages, Plan
from pipwise.system.hands import Hands
from pipwise.system.look import Look


def say_how(look: Look, lives: tuple[Lives, ...]) -> None:
    """The commands for what only root may remove."""
    sudo = [] if look.uid == 0 else ["sudo"]
    packages: dict[str, list[str]] = {}
    for one in lives:
        if one.where == "os-package":
            packages.setdefault(one.role, []).append(one.owner)
        else:
            words = [*sudo, one.python, "-m", "pip", "uninstall", "--break-system-packages", one.project]
            say(f"{one.project}: only root may remove it from {one.place}:")
            say(f"    {' '.join(quoted(word) for word in words)}")
    for manager, names in packages.items():
        order = BACKENDS[manager].remove(tuple(dict.fromkeys(names))) if manager in BACKENDS else None
        say("pip is not used on what the operating system owns; its own manager removes it:")
        if order:
            say(f"    {' '.join(quoted(word) for word in (*(sudo if order.root else ()), *order.argv))}")


def removal_of(look: Look, situation: Situation, lives: tuple[Lives, ...]) -> Plan | None:
    """The plan that has one manager remove what is its own; None where some of it is not, or pipwise does not work it."""
    from pipwise.backends.changes import CHANGERS
    from pipwise.cli.os_packages import bench_for
    from pipwise.cli.workshop import workbench
    from pipwise.plan.ways.os_package import removal

    managers = {one.role if one.where == "os-package" else "" for one in lives}
    manager = managers.pop() if len(managers) == 1 else ""
    if manager not in CHANGERS:
        return None
    bench = bench_for(look, situation, workbench(look, situation.directories))
    return removal(manager, tuple(one.owner for one in lives), bench)


def agree_to(look: Look, hands: Hands, own: Own, situation: Situation, plan: Plan) -> None:
    """Show what would be removed, and ask. Raises ``Refused`` where others need it, ``ChoiceNeeded`` where nobody agrees."""
    from pipwise.cli.os_packages import agree, show

    steps = [step for step in plan.steps if isinstance(step, ChangePackages)]
    show(look, hands, steps)
    agree(look, own, situation.facts, steps)
