"""How the caller called pipwise, so that every hint can be pasted as it stands."""

from __future__ import annotations

import sys


def own_name(path: str) -> str:
    """The word to put into hints; ``path`` is PATH: a program on it is called by its bare name."""
    called = sys.argv[0]
    folder, slash, name = called.rpartition("/")
    if name != "pipwise" or not slash:
        return "pipwise"
    return "pipwise" if folder in path.split(":") else called
