"""rpm-ostree of Silverblue, Kinoite, CoreOS and their relatives: dnf's questions, but packages are layered on an image."""

from __future__ import annotations

from pipwise.backends.dnf import LISTS, SCHEME, candidates, exact, installed, owners
from pipwise.backends.question import Order

__all__ = ["LISTS", "SCHEME", "candidates", "exact", "install", "installed", "owners", "refresh", "remove"]

_NOTE = "counts after the next start"


def install(packages: tuple[str, ...]) -> Order:
    """A layer on the next image."""
    return Order(("rpm-ostree", "install", *packages), root=True, note=_NOTE)


def remove(packages: tuple[str, ...]) -> Order:
    """The layer without them."""
    return Order(("rpm-ostree", "uninstall", *packages), root=True, note=_NOTE)


def refresh() -> Order:
    """Metadata of the repositories."""
    return Order(("rpm-ostree", "refresh-md"), root=True)
