"""Changing OS packages: what is installed is written down before and after, so that exactly the difference can be taken back."""

from __future__ import annotations

from pipwise.execute.journal import StepRecord, Turn
from pipwise.execute.work import Taking, Work
from pipwise.model.plan import ChangePackages, Plan

_INVERSES = {
    "install": "remove the packages that came new, unless something else needs them by then",
    "remove": "install the same packages again",
    "refresh": "none: the lists are only a copy of the mirror's",
}


def inverse(step: ChangePackages, plan: Plan) -> str:
    """By what it does."""
    return _INVERSES[step.action]


def expect(work: Work, step: ChangePackages) -> object:
    """What is installed, and what the manager says that it would do. Raises ``Refused`` where that is more than was asked."""
    if step.action == "refresh" or not step.packages:
        return None
    from pipwise.execute.manager import installed
    from pipwise.execute.packages import foresee, manager_of, refuse, refuse_misfits
    from pipwise.execute.packages_world import Worlds, packed

    manager = manager_of(work.run.look, work.run.hands, step)
    now = installed(manager)
    foreseen = foresee(manager, step, now)
    refuse(manager, step, foreseen)
    refuse_misfits(manager, step)
    return packed(Worlds(now, tuple(name for name, _ in foreseen.new)))


def act(work: Work, turn: Turn, step: ChangePackages) -> object:
    """The manager's own words pass through to the terminal."""
    from pipwise.backends.changes.orders import orders_for
    from pipwise.execute.manager import installed, ordered
    from pipwise.execute.packages import manager_of
    from pipwise.execute.packages_world import Worlds, packed

    manager = manager_of(work.run.look, work.run.hands, step)
    for order in orders_for(step.manager, step.action, step.packages, step.place):
        ordered(manager, order)
    return packed(Worlds(installed(manager))) if turn.world is not None else None


def take_back(taking: Taking, step: StepRecord) -> list[str]:
    """By the manager."""
    from pipwise.execute.packages_back import take_packages_back

    return take_packages_back(taking, step)
