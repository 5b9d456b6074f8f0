"""pacman of MSYS2: packages are named after the environment that they are for, and belong to the user."""

from __future__ import annotations

from pipwise.backends.pacman import LISTS, SCHEME, candidates, exact, installed, owners
from pipwise.backends.question import Order

__all__ = ["LISTS", "SCHEME", "candidates", "exact", "install", "installed", "owners", "refresh", "remove"]


def install(packages: tuple[str, ...]) -> Order:
    """As on Arch, without root."""
    return Order(("pacman", "-S", "--needed", *packages), root=False)


def remove(packages: tuple[str, ...]) -> Order:
    """The packages, and what came for them alone."""
    return Order(("pacman", "-Rs", *packages), root=False)


def refresh() -> Order:
    """The whole of MSYS2."""
    return Order(("pacman", "-Syu"), root=False, note="upgrades MSYS2")
