"""The managers that pipwise works by itself; for the others the command is printed."""

from __future__ import annotations

from pipwise.backends.changes import apk, apt, brew, conda, dnf, pacman, zypper
from pipwise.backends.changes.changer import Changer

CHANGERS: dict[str, Changer] = {
    "apk": apk,
    "apt": apt,
    "brew": brew,
    "conda": conda,
    "dnf": dnf,
    "pacman": pacman,
    "zypper": zypper,
}
