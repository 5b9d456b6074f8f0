"""What is certain of paths that nobody looked at: whose they are says who may write there."""

from __future__ import annotations

import os.path
from collections.abc import Iterable

from pipwise.model.facts import Facts
from pipwise.model.host import PathFact
from pipwise.model.intent import Intent
from pipwise.model.known import Known

WORKING_DIRECTORY = "/…"
"""Where a command that nobody has placed is taken to be run: its caller may write there, and what it names there is there."""
_USERS = ("uv", "conda", "pyenv", "homebrew", "user")
"""Owners whose Python lies where its user may write."""
_APPLICATION = "/data/data/com.termux/"
"""Termux is an application of Android: all of it belongs to its one user."""
_SYSTEM = ("/bin/", "/boot/", "/etc/", "/lib/", "/lib64/", "/opt/", "/sbin/", "/usr/", "/var/lib/")


def named_paths(intent: Intent, cwd: str) -> tuple[str, ...]:
    """The files and directories that a command names to read from."""
    local = (item.text for item in intent.requirements if item.kind in ("path", "archive"))
    bare = (text.rpartition(" @ ")[2].partition("[")[0].removeprefix("file://") for text in local)
    texts = (*intent.requirement_files, *intent.constraint_files, *bare)
    return tuple("/" + os.path.normpath(os.path.join(cwd, text)).lstrip("/") for text in texts if text)


def paths_named(paths: Iterable[str], named: tuple[str, ...]) -> tuple[tuple[str, PathFact], ...]:
    """Those that the command names, or that lie below what it names: taken to be there."""
    places = (WORKING_DIRECTORY, *named)
    return tuple((path, _there(path)) for path in paths if lies_below(path, places))


def lies_below(path: str, places: tuple[str, ...]) -> bool:
    """Whether a path is one of these places, or inside of one."""
    return any(_below(path, place) for place in places)


def _there(path: str) -> PathFact:
    return PathFact("file" if "." in path.rpartition("/")[2].strip(".") else "directory", True)


def _below(path: str, place: str) -> bool:
    return f"{path}/".startswith(f"{place.rstrip('/')}/")


def paths_by_owner(facts: Facts, paths: Iterable[str], *, root: bool) -> tuple[tuple[str, PathFact], ...]:
    """Root may write everywhere, a user at home and nowhere in the system; of other places nothing is certain."""
    found = ((path, _by_owner(facts, path, root)) for path in dict.fromkeys(paths))
    return tuple((path, fact) for path, fact in found if fact is not None)


def _by_owner(facts: Facts, path: str, root: bool) -> PathFact | None:
    home = facts.asker.home
    target = facts.target.value if isinstance(facts.target, Known) else None
    if root or (home and _below(path, home)):
        known = target is not None and path in target.interpreter.path
        return PathFact("directory" if known else "absent", True)
    if target is not None and _below(path, target.interpreter.prefix):
        mine = isinstance(target.owner, Known) and target.owner.value.kind in _USERS
        mine = mine or target.interpreter.prefix.startswith(_APPLICATION)
        return PathFact("directory" if path in target.interpreter.path else "absent", mine)
    return PathFact("absent", False) if path.startswith(_SYSTEM) else None
