"""Whether a package manager's lists are there, and not too old to install from."""

from __future__ import annotations

from pipwise.backends import BACKENDS
from pipwise.system.clock import seconds
from pipwise.system.look import Look

_OLD_DAYS = 30
"""Stable mirrors keep what a list names for longer than that; what changes daily is caught when it fails."""
# Refreshing alone would make the next installation a partial upgrade (pacman), or is done before each (brew, conda, dnf).
_APART = ("apt", "zypper", "apk")


def why_refresh(look: Look, manager: str) -> str:
    """Why the lists have to be fetched before anything is installed, in a few words; '' where they need not be."""
    if manager not in _APART:
        return ""
    newest = 0
    for place in BACKENDS[manager].LISTS:
        try:
            names = [name for name in look.list(place.directory) if place.part in name]
            newest = max([newest, *(look.stat(f"{place.directory}/{name}").mtime_ns for name in names)])
            # A list that has not changed on the mirror keeps its own time; the directory has the time of the last fetch.
            newest = max(newest, look.stat(place.directory).mtime_ns) if names else newest
        except OSError:
            continue
    if not newest:
        return "the package lists were never fetched"
    days = int(seconds() - newest / 1e9) // 86_400
    return f"the package lists are {days} days old" if days > _OLD_DAYS else ""
