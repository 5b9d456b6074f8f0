"""Where the platform wants a program's own files, for the user that this process runs as."""

from __future__ import annotations

import os
import sys

_APPLICATION = "pipwise"


def search_path() -> str:
    """PATH as the caller has it, for words that name a program."""
    return os.environ.get("PATH", "")


def data_directory() -> str:
    """The user's data directory for pipwise (XDG_DATA_HOME …)."""
    return _user_directory("data", "XDG_DATA_HOME", ".local/share")


def state_directory() -> str:
    """The user's state directory; root's is the machine's own, ``/var/lib/pipwise``."""
    if os.name == "posix" and os.geteuid() == 0:
        return "/var/lib/pipwise"
    return _user_directory("state", "XDG_STATE_HOME", ".local/state")


def cache_directory() -> str:
    """The user's cache directory."""
    return _user_directory("cache", "XDG_CACHE_HOME", ".cache")


def _user_directory(kind: str, variable: str, below_home: str) -> str:
    """The XDG rule by hand where it holds, since platformdirs imports as much there as all of pipwise does.

    Everywhere else platformdirs knows the platform's rule. A test holds both equal on Linux.
    """
    if sys.platform.startswith(("linux", "freebsd", "openbsd")) and "ANDROID_DATA" not in os.environ:
        root = os.environ.get(variable, "").strip()
        return f"{root if root.startswith('/') else os.path.expanduser(f'~/{below_home}')}/{_APPLICATION}"
    import platformdirs

    return str(getattr(platformdirs, f"user_{kind}_dir")(_APPLICATION, appauthor=False))
