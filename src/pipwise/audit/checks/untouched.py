"""Files that need not be read: their times say that nothing has happened to them since they were unpacked.

A file's change time (ctime) moves whenever it is written, renamed, linked, or given another mode or owner, and no program
can set it. So a file whose change time lies among those of the unpacking of its own package is what was unpacked there,
unless a directory above it has become another one: that has a later change time of its own then, which is not its time of
modification, or it is a link. What is not so is read, and so is everything where the times tell nothing (a copied tree).
Whoever turns the clock back, or writes to the disk past its file system, is only found by reading it all: ``--thorough``.
"""

from __future__ import annotations

from pipwise.audit.survey import Survey
from pipwise.system.look import Look

# dpkg has all of a package's files on the disk before it renames the first of them.
_WHILE = 10_000_000_000
Sum = tuple[str, str, str]


def doubtful_of(survey: Survey, sums: list[Sum]) -> list[Sum]:
    """Those that have to be read, in their order."""
    unpacked, owners = survey.owned.unpacked, survey.owned.owners
    if not any(unpacked.values()):
        return sums
    folders: dict[str, bool] = {}
    return [
        one
        for one in sums
        if not _is_untouched(survey.look, one[0], unpacked.get(owners.get(one[0], ""), 0), folders)
    ]


def _is_untouched(look: Look, path: str, unpacked: int, folders: dict[str, bool]) -> bool:
    if not unpacked:
        return False
    try:
        stat = look.stat(path, follow=False)
    except OSError:
        return False
    same = stat.kind == "file" and unpacked - _WHILE <= stat.ctime_ns <= unpacked
    return same and _stays(look, path.rpartition("/")[0], folders)


def _stays(look: Look, folder: str, folders: dict[str, bool]) -> bool:
    """Whether a directory, and those above it up to Python's own, have had nothing but entries added or taken away."""
    if "/python3" not in folder:
        return True
    known = folders.get(folder)
    if known is None:
        try:
            stat = look.stat(folder, follow=False)
        except OSError:
            return False
        kept = stat.kind == "directory" and stat.ctime_ns == stat.mtime_ns
        known = folders[folder] = kept and _stays(look, folder.rpartition("/")[0], folders)
    return known
