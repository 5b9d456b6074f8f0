"""The package databases that an audit can read, in the words of ``facts.ownership``."""

from __future__ import annotations

from collections.abc import Callable

from pipwise.audit.packages import apk, dpkg, pacman, rpm
from pipwise.audit.packages.owned import NOTHING, Owned
from pipwise.facts.ownership import system_manager
from pipwise.system.look import Look

READERS: dict[str, Callable[[Look], Owned]] = {
    "apt": dpkg.read,
    "pacman": pacman.read,
    "apk": apk.read,
    "rpm": rpm.read,
    "dnf": rpm.read,
    "zypper": rpm.read,
    "tdnf": rpm.read,
    "rpm-ostree": rpm.read,
}


def read_packages(look: Look) -> Owned:
    """The database of the machine's own manager; where there is none that can be read, the problem says why."""
    _, manager = system_manager(look)
    reader = READERS.get(manager)
    if reader is None:
        why = f"the database of {manager} cannot be read yet" if manager else "no package database was found"
        return NOTHING._replace(manager=manager, problem=why)
    return reader(look)._replace(manager=manager)
