"""Bringing an OS package's own files back, in the version that is installed."""

from __future__ import annotations

from pipwise.audit.packages.owned import Owned
from pipwise.model.plan import RunTool


def reinstall(owned: Owned, packages: tuple[str, ...], places: tuple[str, ...], keep: str) -> RunTool | None:
    """The manager's command for it, which may change the places; None where pipwise does not know one.

    The version is named, where that can be done: otherwise the manager may upgrade instead. ``dnf reinstall`` takes no
    other than the one that is there, and so does ``apk fix``.
    """
    quiet: tuple[tuple[str, str | None], ...] = ()
    named = tuple(f"{one}={owned.versions[one]}" if one in owned.versions else one for one in packages)
    match owned.manager:
        case "apt":
            options = ("-y", "--no-remove", "--allow-downgrades", "-o", "Dpkg::Options::=--force-confmiss")
            argv = ("apt-get", "install", "--reinstall", *options, *named)
            quiet = (("DEBIAN_FRONTEND", "noninteractive"),)
        case "dnf" | "rpm" | "tdnf":
            argv = ("dnf", "reinstall", "-y", *packages)
        case "zypper":
            argv = ("zypper", "--non-interactive", "install", "--force", *named)
        case "pacman":
            argv = ("pacman", "-S", "--noconfirm", *named)
        case "apk":
            argv = ("apk", "fix", "--reinstall", *packages)
        case _:
            return None
    return RunTool(argv, places, None, quiet, "bring the operating system's files back", keep=keep)
