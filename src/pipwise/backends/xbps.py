"""xbps of Void Linux. Read from known outputs: no repository of it could be had to try it on.

``xbps-query`` says nothing of what is not there, with exit status 2 (ENOENT).
"""

from __future__ import annotations

from functools import partial

from pipwise.backends.backend import not_asked as exact
from pipwise.backends.question import Lists, Offer, Offers, Order, Owned, Question, lines_of, said
from pipwise.backends.upstream import Scheme
from pipwise.model.known import Unknown
from pipwise.system.look import Answer

__all__ = ["LISTS", "SCHEME", "candidates", "exact", "install", "installed", "owners", "refresh", "remove"]

SCHEME: Scheme = "xbps"
LISTS = (Lists("/var/db/xbps", "http"),)
_NOT_THERE = 2


def candidates(packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
    """One question a package."""
    return tuple(
        Question(("xbps-query", "-R", "-p", "pkgver", one), partial(_read_candidate, package=one))
        for one in packages
    )


def installed(packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
    """One question a package."""
    return tuple(
        Question(("xbps-query", "-p", "pkgver", one), partial(_read_installed, package=one))
        for one in packages
    )


def owners(paths: tuple[str, ...]) -> tuple[Question[Owned], ...]:
    """``NAME-VERSION_REVISION: PATH (regular file)`` a line."""
    return tuple(Question(("xbps-query", "-o", path), partial(_read_owner, path=path)) for path in paths)


def install(packages: tuple[str, ...]) -> Order:
    """With the repositories' indices brought up to date, which Void asks for."""
    return Order(("xbps-install", "-S", *packages), root=True)


def remove(packages: tuple[str, ...]) -> Order:
    """The packages, and what came for them alone."""
    return Order(("xbps-remove", "-R", *packages), root=True)


def refresh() -> Order:
    """The repositories' indices."""
    return Order(("xbps-install", "-S"), root=True)


def _version(answer: Answer, package: str) -> str | Unknown:
    if answer.status == _NOT_THERE:
        return ""
    if answer.status:
        return Unknown(said(answer))
    line = next(iter(lines_of(answer)), "").strip()
    return line.removeprefix(f"{package}-") if line.startswith(f"{package}-") else ""


def _read_candidate(answer: Answer, package: str) -> Offers | Unknown:
    version = _version(answer, package)
    if isinstance(version, Unknown):
        return version
    return (Offer(package, version, None),) if version else ()


def _read_installed(answer: Answer, package: str) -> Offers | Unknown:
    version = _version(answer, package)
    if isinstance(version, Unknown):
        return version
    return (Offer(package, "", version),) if version else ()


def _read_owner(answer: Answer, path: str) -> Owned | Unknown:
    if answer.status not in (0, _NOT_THERE):
        return Unknown(said(answer))
    names = [line.partition(": ")[0].rpartition("-")[0] for line in lines_of(answer) if ": " in line]
    return ((path, names[0]),) if names else ()
