"""Where the platform wants a program's own files, for the user that this process runs as."""

from __future__ import annotations

import os

_APPLICATION = "pipwise"


def data_directory() -> str:
    """The user's data directory for pipwise (XDG_DATA_HOME …)."""
    import platformdirs

    return str(platformdirs.user_data_dir(_APPLICATION, appauthor=False))


def state_directory() -> str:
    """The user's state directory; root's is the machine's own, ``/var/lib/pipwise``."""
    if os.name == "posix" and os.geteuid() == 0:
        return "/var/lib/pipwise"
    import platformdirs

    return str(platformdirs.user_state_dir(_APPLICATION, appauthor=False))


def cache_directory() -> str:
    """The user's cache directory."""
    import platformdirs

    return str(platformdirs.user_cache_dir(_APPLICATION, appauthor=False))
