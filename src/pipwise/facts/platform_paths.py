"""What is certain of paths on a platform that nobody looked at."""

from __future__ import annotations

from collections.abc import Iterable

from pipwise.model.facts import Facts
from pipwise.model.host import PathFact
from pipwise.model.known import Known

WORKING_DIRECTORY = "/…"
"""Where a command that nobody has placed is taken to be run: its caller may write there, and what it names there is there."""


_USERS = ("uv", "conda", "pyenv", "homebrew", "user")
"""Owners whose Python lies where its user may write."""
_APPLICATION = "/data/data/com.termux/"
"""Termux is an application of Android: all of it belongs to its one user."""


def paths_there(facts: Facts, paths: Iterable[str]) -> tuple[tuple[str, PathFact], ...]:
    """What is certain of paths on a platform: root may write everywhere, a user at home and nowhere in the system."""
    found = ((path, _path_fact(facts, path)) for path in dict.fromkeys(paths))
    return tuple((path, fact) for path, fact in found if fact is not None)


def _path_fact(facts: Facts, path: str) -> PathFact | None:
    if f"{path}/".startswith(f"{WORKING_DIRECTORY}/"):
        return PathFact("file" if "." in path.rpartition("/")[2].strip(".") else "directory", True)
    root, home = facts.asker.uid == 0, facts.asker.home
    if home and f"{path}/".startswith(f"{home}/"):
        return PathFact("absent", True)
    target = facts.target.value if isinstance(facts.target, Known) else None
    if target is not None and f"{path}/".startswith((f"{target.interpreter.prefix}/", "/usr/")):
        mine = isinstance(target.owner, Known) and target.owner.value.kind in _USERS
        mine = mine or target.interpreter.prefix.startswith(_APPLICATION)
        return PathFact("directory" if path in target.interpreter.path else "absent", root or mine)
    return PathFact("absent", True) if root and path.startswith("/") else None
