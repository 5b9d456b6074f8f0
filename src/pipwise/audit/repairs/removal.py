"""Which files go with a distribution: those of its own RECORD, and none that the operating system owns."""

from __future__ import annotations

import posixpath
import re

from pipwise.audit.installed import Installed, files_of
from pipwise.audit.survey import Survey
from pipwise.facts.glance import names, stands

_PREFIX = re.compile(r"/lib(64)?/python3(\.[0-9]+)?/(dist|site)-packages$")


def files_to_remove(survey: Survey, one: Installed) -> tuple[str, ...]:
    """Paths that are there, inside its place or beside it (scripts, data), with the bytecode of its modules.

    A RECORD is somebody's text: what leads out of where this installer may have written, by ``..`` or through a link, is
    passed over.
    """
    place = one.place.path
    allowed = tuple(f"{survey.look.realpath(base)}/" for base in bases_of(place))
    found: dict[str, None] = {}
    folders: dict[str, str] = {}
    for name in (*files_of(survey.look, one), *_metadata(survey, one)):
        folder, _, last = posixpath.normpath(f"{place}/{name}").rpartition("/")
        if folder not in folders:
            folders[folder] = survey.look.realpath(folder)
        path = f"{folders[folder]}/{last}"
        if path.startswith(allowed) and not is_owned(survey, path) and may_go(survey, path):
            found[path] = None
            found |= dict.fromkeys(_bytecode(survey, path))
    return tuple(found)


def is_owned(survey: Survey, path: str) -> bool:
    """Whether an OS package has brought it, under this path or the one that it has in the package (merged /usr)."""
    return path in survey.owned.owners or path.removeprefix("/usr") in survey.owned.owners


def may_go(survey: Survey, path: str) -> bool:
    """Whether a file is there, or a link, be it one that leads nowhere: what else there is cannot be brought back."""
    try:
        return survey.look.stat(path, follow=False).kind in ("file", "link")
    except OSError:
        return False


def bases_of(place: str) -> tuple[str, ...]:
    """A place, and where the scripts, data and headers of its scheme go.

    Of the OS's own prefix only the commands: there the package database is read, and what it does not own is known.
    """
    prefix = _PREFIX.sub("", place)
    if prefix == place:
        return (place,)
    beside = ("bin",) if prefix == "/usr" else ("bin", "share", "etc", "include", "man")
    return (place, *(f"{prefix}/{name}" for name in beside))


def _metadata(survey: Survey, one: Installed) -> tuple[str, ...]:
    folder = one.metadata.rpartition("/")[2]
    inside = names(survey.look, one.metadata)
    return tuple(f"{folder}/{name}" for name in inside) or (folder,)


def _bytecode(survey: Survey, path: str) -> tuple[str, ...]:
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".py")
    if stem == name or survey.look.realpath(f"{folder}/__pycache__") != f"{folder}/__pycache__":
        return ()
    if not stands(survey.look, f"{folder}/__pycache__"):
        return ()
    cached = (f"{folder}/__pycache__/{one}" for one in names(survey.look, f"{folder}/__pycache__"))
    return tuple(
        one for one in cached if one.rpartition("/")[2].startswith(f"{stem}.") and may_go(survey, one)
    )
