"""pkg of FreeBSD and DragonFly: py311-NAME for each Python. Read from known outputs: it cannot be tried where this was made.

What is not there is not said; the exit status is then 1 (``rquery``: 69 in older releases).
"""

from __future__ import annotations

from pipwise.backends.backend import not_asked as exact
from pipwise.backends.question import Lists, Offer, Offers, Order, Owned, Question, lines_of, said
from pipwise.backends.upstream import Scheme
from pipwise.model.known import Unknown
from pipwise.system.look import Answer

__all__ = ["LISTS", "SCHEME", "candidates", "exact", "install", "installed", "owners", "refresh", "remove"]

SCHEME: Scheme = "freebsd"
LISTS = (Lists("/var/db/pkg", "repo"),)
_NOTHING = (0, 1, 69)


def candidates(packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
    """From the repositories' catalogues as they have been downloaded (``-U``)."""
    return (Question(("pkg", "rquery", "-U", "%n|%v|%R", *packages), _read_candidates),)


def installed(packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
    """From the local database."""
    return (Question(("pkg", "query", "%n|%v", *packages), _read_installed),)


def owners(paths: tuple[str, ...]) -> tuple[Question[Owned], ...]:
    """``PATH was installed by package NAME-VERSION`` a line."""
    return (Question(("pkg", "which", *paths), _read_owners),)


def install(packages: tuple[str, ...]) -> Order:
    """Asks before it changes anything."""
    return Order(("pkg", "install", *packages), root=True)


def remove(packages: tuple[str, ...]) -> Order:
    """The packages, and what needs them."""
    return Order(("pkg", "delete", *packages), root=True)


def refresh() -> Order:
    """The repositories' catalogues."""
    return Order(("pkg", "update"), root=True)


def _read_candidates(answer: Answer) -> Offers | Unknown:
    if answer.status not in _NOTHING:
        return Unknown(said(answer))
    rows = [line.split("|") for line in lines_of(answer) if line.count("|") == 2]
    return tuple(Offer(name, version, None, (), repository) for name, version, repository in rows)


def _read_installed(answer: Answer) -> Offers | Unknown:
    if answer.status not in _NOTHING:
        return Unknown(said(answer))
    rows = [line.split("|") for line in lines_of(answer) if line.count("|") == 1]
    return tuple(Offer(name, "", version) for name, version in rows)


def _read_owners(answer: Answer) -> Owned | Unknown:
    if answer.status not in _NOTHING:
        return Unknown(said(answer))
    rows = [line.partition(" was installed by package ") for line in lines_of(answer)]
    return tuple((path, owner.rpartition("-")[0]) for path, found, owner in rows if found)
