"""What lies on the way to a path, followed as the kernel follows it."""

from __future__ import annotations

import errno

from pipwise.model.value import Iterator, NamedTuple
from pipwise.system.look import Look, Stat

__all__ = ["Step", "on_the_way"]

_MOST_LINKS = 40


class Step(NamedTuple):
    """One directory, link or file on a way: ``left`` names follow it, ``target`` is empty unless it is a link."""

    path: str
    stat: Stat
    target: str
    left: int


def on_the_way(look: Look, path: str) -> Iterator[Step]:
    """Every directory and link on the way to an absolute path, the path itself last.

    Raises ``OSError`` at what is not there or may not be seen, and for more links than a kernel follows (ELOOP;
    path_resolution(7)).
    """
    place, rest, links = "", [part for part in path.split("/") if part], 0
    while rest:
        part = rest.pop(0)
        if part in (".", ".."):
            place = place.rpartition("/")[0] if part == ".." else place
            continue
        here = f"{place}/{part}"
        stat = look.stat(here, follow=False)
        target = look.readlink(here) if stat.kind == "link" else ""
        yield Step(here, stat, target, len(rest))
        if not target:
            place = here
            continue
        links += 1
        if links > _MOST_LINKS:
            raise OSError(errno.ELOOP, "is a link that leads nowhere", here)
        place = "" if target.startswith("/") else place
        rest = [piece for piece in target.split("/") if piece] + rest
