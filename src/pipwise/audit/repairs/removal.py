"""Which files go with a distribution: those of its own RECORD, and none that the operating system owns."""

from __future__ import annotations

import posixpath

from pipwise.audit.installed import Installed, files_of
from pipwise.audit.survey import Survey
from pipwise.facts.glance import names, stands


def files_to_remove(survey: Survey, one: Installed) -> tuple[str, ...]:
    """Paths that are there, inside its place or beside it (scripts, data), with the bytecode of its modules.

    A RECORD is somebody's text: what leads out of where this installer may have written is passed over.
    """
    place = one.place.path
    allowed = tuple(f"{base}/" for base in bases_of(place))
    found: dict[str, None] = {}
    for name in (*files_of(survey.look, one), *_metadata(survey, one)):
        path = posixpath.normpath(f"{place}/{name}")
        if path.startswith(allowed) and path not in survey.owned.owners and stands_itself(survey, path):
            found[path] = None
            found |= dict.fromkeys(_bytecode(survey, path))
    return tuple(found)


def stands_itself(survey: Survey, path: str) -> bool:
    """Whether anything is there, be it a link that leads nowhere."""
    try:
        return survey.look.stat(path, follow=False).kind != "directory"
    except OSError:
        return False


def bases_of(place: str) -> tuple[str, ...]:
    """A place, and where the scripts, data and headers of its scheme go."""
    prefix = place.partition("/lib")[0]
    return (place, *(f"{prefix}/{name}" for name in ("bin", "share", "etc", "include", "man")))


def _metadata(survey: Survey, one: Installed) -> tuple[str, ...]:
    folder = one.metadata.rpartition("/")[2]
    inside = names(survey.look, one.metadata)
    return tuple(f"{folder}/{name}" for name in inside) or (folder,)


def _bytecode(survey: Survey, path: str) -> tuple[str, ...]:
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".py")
    if stem == name or not stands(survey.look, f"{folder}/__pycache__"):
        return ()
    cached = names(survey.look, f"{folder}/__pycache__")
    return tuple(f"{folder}/__pycache__/{one}" for one in cached if one.startswith(f"{stem}."))
