"""A package manager that brings files back, and was cut off: its own database is put in order before ours is."""

from __future__ import annotations

from pipwise.execute.journal import StepRecord
from pipwise.execute.work import Taking

_MANAGERS = ("apt-get",)
"""Of the others each transaction is one of their own, or nothing is known that mends it."""
_UPDATES = "/var/lib/dpkg/updates"
"""What dpkg has not worked into its database yet (dpkg(1))."""


def manager_of(step: StepRecord) -> str:
    """The package manager that a tool is, or ''."""
    argv = step.what.get("argv")
    names = [str(word).rpartition("/")[2] for word in argv[:3]] if isinstance(argv, list | tuple) else []
    return next((name for name in names if name in _MANAGERS), "")


def bring_to_an_end(taking: Taking, step: StepRecord) -> list[str]:
    """Configure what was unpacked; what lacks files is brought once more. A line for people where somebody is at work."""
    from pipwise.backends.changes import CHANGERS
    from pipwise.errors import ToolFailed
    from pipwise.execute.at_work import at_work
    from pipwise.execute.manager import Manager, ordered

    holder = at_work(taking.look, "apt")
    if holder:
        return [f"{holder} is at work: it may still be what this run began"]
    if _is_in_order(taking):
        return []
    argv = step.what["argv"]
    words = tuple(str(word) for word in argv) if isinstance(argv, list | tuple) else ()
    manager = Manager(taking.look, taking.hands, "apt", (), "")
    try:
        for order in CHANGERS["apt"].mend((), ""):
            ordered(manager, order)
    except ToolFailed:
        pass
    if not _is_in_order(taking):
        taking.hands.run(words, dict(taking.look.environment), "/")
    return [] if _is_in_order(taking) else ["dpkg has not been brought to its end: dpkg --audit"]


def _is_in_order(taking: Taking) -> bool:
    try:
        pending = [name for name in taking.look.list(_UPDATES) if name.isdecimal()]
    except OSError:
        return True
    return not pending and taking.look.ask(["dpkg", "--audit"]).stdout == b""
