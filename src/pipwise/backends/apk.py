"""apk of Alpine and its relatives. Read from known outputs: no repository of it could be had to try it on.

Its packages provide ``py3.12:MODULE``, import names and not projects, and ``cmd:NAME``. What is not there is not said;
exit status 0, but 1 for ``info``.
"""

from __future__ import annotations

from pipwise.backends.backend import not_asked as exact
from pipwise.backends.question import Lists, Offer, Offers, Order, Owned, Question, lines_of, said
from pipwise.backends.upstream import Scheme
from pipwise.model.known import Unknown
from pipwise.system.look import Answer

__all__ = ["LISTS", "SCHEME", "candidates", "exact", "install", "installed", "owners", "refresh", "remove"]

SCHEME: Scheme = "apk"
LISTS = (Lists("/var/cache/apk", "APKINDEX."), Lists("/etc/apk/cache", "APKINDEX."))


def candidates(packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
    """The best version of each, from the repositories' indices."""
    return (Question(("apk", "search", "--exact", *packages), _read_found),)


def installed(packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
    """``NAME-VERSION`` of those that are there; exit status 1 where one is not."""
    return (Question(("apk", "info", "--installed", "--verbose", *packages), _read_installed),)


def owners(paths: tuple[str, ...]) -> tuple[Question[Owned], ...]:
    """``PATH is owned by NAME-VERSION``."""
    return (Question(("apk", "info", "--who-owns", *paths), _read_owners),)


def install(packages: tuple[str, ...]) -> Order:
    """Into the world file as well."""
    return Order(("apk", "add", *packages), root=True)


def remove(packages: tuple[str, ...]) -> Order:
    """And what nothing needs any more."""
    return Order(("apk", "del", *packages), root=True)


def refresh() -> Order:
    """The repositories' indices."""
    return Order(("apk", "update"), root=True)


def _split(text: str) -> tuple[str, str]:
    """``py3-yaml-6.0.1-r2`` → package and version; a version has no dash but the one before its revision."""
    stem, dash, revision = text.rpartition("-r")
    package, _, version = stem.rpartition("-")
    return (package, f"{version}-r{revision}") if dash and revision.isdecimal() and package else ("", "")


def _read_found(answer: Answer) -> Offers | Unknown:
    if answer.status:
        return Unknown(said(answer))
    pairs = [_split(line.split()[0]) for line in lines_of(answer) if line.strip()]
    return tuple(Offer(package, version, None) for package, version in pairs if package)


def _read_installed(answer: Answer) -> Offers | Unknown:
    if answer.status not in (0, 1):
        return Unknown(said(answer))
    pairs = [_split(line.strip()) for line in lines_of(answer)]
    return tuple(Offer(package, "", version) for package, version in pairs if package)


def _read_owners(answer: Answer) -> Owned | Unknown:
    if answer.status is None:
        return Unknown(said(answer))
    rows = [line.partition(" is owned by ") for line in lines_of(answer)]
    return tuple((path, _split(owner)[0]) for path, found, owner in rows if found)
