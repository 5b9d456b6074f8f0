"""The orders of a step, and their words as they are run or shown."""

from __future__ import annotations

from pipwise.backends.changes.register import CHANGERS
from pipwise.backends.question import Order
from pipwise.backends.register import BACKENDS


def orders_for(manager: str, action: str, packages: tuple[str, ...], place: str = "") -> tuple[Order, ...]:
    """What is run to install, remove or refresh; nothing where nothing is to be changed."""
    if action == "refresh":
        return (BACKENDS[manager].refresh(),)
    if not packages:
        return ()
    if action == "remove":
        return CHANGERS[manager].remove(packages, place, packages)
    return (CHANGERS[manager].install(packages, place),)


def spelled(order: Order, become: tuple[str, ...]) -> tuple[str, ...]:
    """The words that are run: what becomes root drops variables, so they are given behind it."""
    if not order.root:
        return order.argv
    variables = tuple(f"{name}={value}" for name, value in order.environment)
    return (*become, *(("env", *variables) if become and variables else ()), *order.argv)
