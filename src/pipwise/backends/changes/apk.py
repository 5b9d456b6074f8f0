"""apk: read from known outputs, no repository of it could be had to try it on.

Source: apk-add(8), apk-del(8). What came as a dependency goes when nothing needs it: its marks are the world file.
"""

from __future__ import annotations

from pipwise.backends.changes.changer import no_mark as mark
from pipwise.backends.changes.transaction import Installed, Transaction
from pipwise.backends.question import Order, Question, lines_of, said
from pipwise.model.known import Unknown
from pipwise.system.look import Answer

__all__ = [
    "KNOWS_ALL",
    "TELLS_ANYBODY",
    "install",
    "mark",
    "mend",
    "remove",
    "remove_broken",
    "state",
    "would_install",
    "would_remove",
]

TELLS_ANYBODY = False
KNOWS_ALL = False


def would_install(packages: tuple[str, ...], place: str) -> Question[Transaction]:
    """``(1/2) Installing NAME (VERSION)`` a line."""
    return Question(("apk", "add", "--simulate", *packages), _read_simulation, timeout=60.0)


def install(packages: tuple[str, ...], place: str) -> Order:
    """It never asks; nothing that others need is removed."""
    return Order(("apk", "add", *packages), root=True)


def would_remove(packages: tuple[str, ...], place: str) -> Question[Transaction] | None:
    """What others need stays, with a word about it."""
    return Question(("apk", "del", "--simulate", *packages), _read_simulation, timeout=60.0)


def remove(packages: tuple[str, ...], place: str, keep: tuple[str, ...] = ()) -> tuple[Order, ...]:
    """Out of the world file, and with what nothing needs any more."""
    return (Order(("apk", "del", *packages), root=True),)


def state(place: str) -> tuple[Question[tuple[Installed, ...]], ...]:
    """``NAME-VERSION`` a line."""
    return (Question(("apk", "info", "--verbose"), _read_installed),)


def mend(packages: tuple[str, ...], place: str) -> tuple[Order, ...]:
    """What is broken is put right."""
    return (Order(("apk", "fix"), root=True),)


def remove_broken(packages: tuple[str, ...], place: str) -> tuple[Order, ...]:
    """As any others."""
    return remove(packages, place)


def _read_simulation(answer: Answer) -> Transaction | Unknown:
    if answer.status:
        return Unknown(said(answer))
    there: list[tuple[str, str]] = []
    gone: list[str] = []
    for line in lines_of(answer):
        words = line.replace("(", " ").replace(")", " ").split()
        if line.startswith("(") and len(words) > 3:
            verb, package, version = words[1], words[2], words[-1]
            if verb == "Purging":
                gone.append(package)
            else:
                there.append((package, version))
    return Transaction(tuple(there), tuple(gone))


def _read_installed(answer: Answer) -> tuple[Installed, ...] | Unknown:
    """``py3-yaml-6.0.1-r2``: a version has no dash but the one before its revision."""
    if answer.status:
        return Unknown(said(answer))
    rows = [line.strip().rsplit("-", 2) for line in lines_of(answer)]
    return tuple(Installed(row[0], f"{row[1]}-{row[2]}") for row in rows if len(row) == 3)
