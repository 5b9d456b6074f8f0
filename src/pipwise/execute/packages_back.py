"""Taking a change of OS packages back: exactly what came new goes, what went comes back, marks are as they were."""

from __future__ import annotations

from pipwise.backends import Order
from pipwise.backends.changes.orders import orders_for
from pipwise.errors import CouldNotLook, Refused, ToolFailed, WorldChanged
from pipwise.execute.at_work import at_work
from pipwise.execute.journal import StepRecord
from pipwise.execute.manager import Manager, installed, ordered
from pipwise.execute.packages import foresee, refuse
from pipwise.execute.packages_undone import Difference, difference
from pipwise.execute.packages_world import Worlds, unpacked
from pipwise.execute.work import Taking
from pipwise.facts.becoming import becoming
from pipwise.model.plan import ChangePackages


def take_packages_back(taking: Taking, step: StepRecord) -> list[str]:
    """What could not be taken back, as lines for people. It can be done again: it looks at what is there each time."""
    before, after = unpacked(step.before), unpacked(step.after)
    if before is None:
        return []
    name, place = str(step.what["manager"]), str(step.what["place"])
    manager = Manager(taking.look, taking.hands, name, becoming(taking.look), place)
    killed = after is None and taking.run.state == "begun"
    going = removing(step)
    try:
        found = difference(before, after, installed(manager), force=taking.force, removing=going)
        if killed or (after is None and not found.nothing):
            _refuse_others_at_work(manager, taking)
        mending = orders_to_mend(manager, before, found, going, killed=killed)
        for order in mending:
            _mend(manager, order)
        if mending:
            found = difference(before, after, installed(manager), force=taking.force, removing=going)
        _take_back(manager, found)
    except (Refused, CouldNotLook, ToolFailed) as error:
        return [": ".join(filter(None, (error.what, error.why)))]
    return found.changed


def _mend(manager: Manager, order: Order) -> None:
    """dpkg cannot configure what lacks a dependency that did not come any more: it is removed as it is."""
    try:
        ordered(manager, order)
    except ToolFailed:
        if not manager.changer.KNOWS_ALL:
            raise


def orders_back(manager: Manager, found: Difference) -> list[Order]:
    """The orders that take a difference back."""
    changer, place = manager.changer, manager.place
    orders: list[Order] = []
    if found.broken:
        orders += changer.remove_broken((*found.broken, *found.new), place)
    elif found.new:
        orders += changer.remove(found.new, place, found.settings)
    if found.lost:
        orders += orders_for(manager.name, "install", found.lost, place)
    for names, auto in ((found.auto, True), (found.manual, False)):
        order = changer.mark(names, auto=auto) if names else None
        orders += [order] if order else []
    return orders


def _take_back(manager: Manager, found: Difference) -> None:
    for action, names in (("remove", found.new), ("install", found.lost)):
        # With something broken among them the tool that removes them refuses by itself what others need.
        if names and not found.broken:
            step = ChangePackages(manager.name, action, names, manager.become, manager.place)  # type: ignore[arg-type]  # the words of the line above
            refuse(manager, step, foresee(manager, step, installed(manager)))
    for order in orders_back(manager, found):
        ordered(manager, order)


def removing(step: StepRecord) -> tuple[str, ...]:
    """What a step was about to remove, where nobody came to look at what it left."""
    packages = step.what.get("packages") if step.after is None and step.what["action"] == "remove" else ()
    return tuple(map(str, packages)) if isinstance(packages, list) else ()


def orders_to_mend(
    manager: Manager, before: Worlds, found: Difference, going: tuple[str, ...], *, killed: bool
) -> tuple[Order, ...]:
    """What brings something half done to its end: told by the database, or, where that does not know of it, by the kill."""
    knows = manager.changer.KNOWS_ALL
    unfinished = bool(found.broken or (going and found.lost)) or (killed and not knows)
    concerned = before.expected or (going if knows else ())
    return manager.changer.mend(concerned, manager.place) if concerned and unfinished else ()


def _refuse_others_at_work(manager: Manager, taking: Taking) -> None:
    """A manager lives on where only pipwise was killed, as root's process does not hold our lock."""
    holder = at_work(manager.look, manager.name)
    if holder:
        raise WorldChanged(
            f"{holder} is at work",
            "it may still be what this run began",
            f"wait for it to end: pipwise undo {taking.run.id}",
        )
