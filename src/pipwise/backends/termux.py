"""pkg of Termux: apt below its prefix, without root."""

from __future__ import annotations

from pipwise.backends.apt import SCHEME, candidates, exact, installed, owners
from pipwise.backends.question import Lists, Order

__all__ = ["LISTS", "SCHEME", "candidates", "exact", "install", "installed", "owners", "refresh", "remove"]

LISTS = (Lists("/data/data/com.termux/files/usr/var/lib/apt/lists", "_Packages"),)


def install(packages: tuple[str, ...]) -> Order:
    """pkg chooses a mirror first."""
    return Order(("pkg", "install", *packages), root=False)


def remove(packages: tuple[str, ...]) -> Order:
    """The packages."""
    return Order(("pkg", "uninstall", *packages), root=False)


def refresh() -> Order:
    """Lists of the mirror."""
    return Order(("pkg", "update"), root=False)
