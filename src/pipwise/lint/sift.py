"""What of many files is worth a look is found on the other cores, while one asks what the files tell of each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipwise.lint.analyse import Wanted
from pipwise.lint.around import with_surroundings
from pipwise.lint.discover import Candidate, Named, Unread, examine
from pipwise.model.value import NamedTuple
from pipwise.system.workers import cores, in_slices

_MANY = 1_500
"""From so many files on it pays to read those twice that are worth it."""
_SLICE = 100
_NOTHING = -1
File = Named | Candidate | Unread


class Sifted(NamedTuple):
    """A file that may have something to judge, and about how much work it is."""

    file: File
    size: int = 0


def sifted(
    wanted: Wanted, files: Sequence[File], told: Callable[[int], None]
) -> tuple[Wanted, Sequence[Sifted]]:
    """What was asked, with what the files tell of each other; and the files without those that have nothing to judge."""
    named = [one for one in files if isinstance(one, Named)]
    if len(named) < _MANY or cores() < 2:
        return with_surroundings(wanted, named), [Sifted(one) for one in files]
    known: list[Wanted] = []
    found = in_slices(_sizes, files, _SLICE, told, lambda: known.append(with_surroundings(wanted, named)))
    sizes = (size for part in found for size in part)
    return known[0], [Sifted(one, size) for one, size in zip(files, sizes, strict=True) if size != _NOTHING]


def _sizes(files: Sequence[File]) -> list[int]:
    return [_size(one) for one in files]


def _size(file: File) -> int:
    found = examine(file) if isinstance(file, Named) else file
    return _NOTHING if found is None else len(found.data) if isinstance(found, Candidate) else 0
