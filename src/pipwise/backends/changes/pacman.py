"""pacman: what it would do is told to anybody (``-Sp``, ``-Rp``); a conflict ends it, since ``--noconfirm`` says no to a removal.

Source: pacman(8). A pacman that is killed leaves its lock behind, and files that belong to nobody.
"""

from __future__ import annotations

from pipwise.backends.changes.transaction import Installed, Transaction
from pipwise.backends.question import Order, Question, lines_of, said
from pipwise.model.known import Unknown
from pipwise.system.look import Answer

TELLS_ANYBODY = True
KNOWS_ALL = False
_FORMAT = ("--print-format", "%n %v")
_LOCK = "/var/lib/pacman/db.lck"


def would_install(packages: tuple[str, ...], place: str) -> Question[Transaction]:
    """The packages that would be fetched."""
    return Question(("pacman", "-Sp", *_FORMAT, "--needed", *packages), _read_there)


def install(packages: tuple[str, ...], place: str) -> Order:
    """Not with ``-y``: a partial upgrade is not supported on a rolling release."""
    return Order(("pacman", "-S", "--noconfirm", "--needed", *packages), root=True)


def would_remove(packages: tuple[str, ...], place: str) -> Question[Transaction] | None:
    """It refuses what others need."""
    return Question(("pacman", "-Rp", *_FORMAT, *packages), _read_gone)


def remove(packages: tuple[str, ...], place: str, keep: tuple[str, ...] = ()) -> tuple[Order, ...]:
    """Exactly these, with changed settings files."""
    return (Order(("pacman", "-Rn", "--noconfirm", *packages), root=True),)


def state(place: str) -> tuple[Question[tuple[Installed, ...]], ...]:
    """The local database, and those that came as a dependency."""
    return (Question(("pacman", "-Q"), _read_database), Question(("pacman", "-Qd"), _read_dependencies))


def mark(packages: tuple[str, ...], *, auto: bool) -> Order | None:
    """The install reason."""
    return Order(("pacman", "-D", "--asdeps" if auto else "--asexplicit", *packages), root=True)


def mend(packages: tuple[str, ...], place: str) -> tuple[Order, ...]:
    """The lock of a dead pacman is taken away, and the installation brought to its end.

    Files of these packages that nobody owns are what the killed one left: pacman does not begin where others stand.
    """
    again = ("pacman", "-S", "--noconfirm", "--needed", "--overwrite", "*", *packages)
    return Order(("rm", "-f", _LOCK), root=True), Order(again, root=True)


def remove_broken(packages: tuple[str, ...], place: str) -> tuple[Order, ...]:
    """As any others."""
    return remove(packages, place)


def _pairs(answer: Answer) -> tuple[tuple[str, str], ...]:
    rows = [line.split() for line in lines_of(answer)]
    return tuple((row[0], row[1]) for row in rows if len(row) == 2 and not row[0].endswith(":"))


def _read_there(answer: Answer) -> Transaction | Unknown:
    return Unknown(said(answer)) if answer.status else Transaction(_pairs(answer))


def _read_gone(answer: Answer) -> Transaction | Unknown:
    """``:: removing A breaks dependency 'A' required by B``, on standard output."""
    if answer.status:
        needed = [line.removeprefix(":: ") for line in lines_of(answer) if " required by " in line]
        return Unknown(needed[0] if needed else said(answer))
    return Transaction((), tuple(name for name, _ in _pairs(answer)))


def _read_database(answer: Answer) -> tuple[Installed, ...] | Unknown:
    if answer.status not in (0, 1):
        return Unknown(said(answer))
    return tuple(Installed(name, version, "manual") for name, version in _pairs(answer))


def _read_dependencies(answer: Answer) -> tuple[Installed, ...] | Unknown:
    """Exit status 1 where there are none."""
    if answer.status not in (0, 1):
        return Unknown(said(answer))
    return tuple(Installed(name, version, "auto") for name, version in _pairs(answer))
