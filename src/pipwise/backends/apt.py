"""apt of Debian, Ubuntu and their relatives.

Its packages do not say which project they hold, so names come from the table. The candidate respects pins, security
and backports (apt-cache(8)). An unknown package: nothing is said, exit status 0.
"""

from __future__ import annotations

from pipwise.backends.backend import not_asked as exact
from pipwise.backends.question import Lists, Offer, Offers, Order, Owned, Question, lines_of, said
from pipwise.backends.upstream import Scheme
from pipwise.model.known import Unknown
from pipwise.system.look import Answer

__all__ = ["LISTS", "SCHEME", "candidates", "exact", "install", "installed", "owners", "refresh", "remove"]

SCHEME: Scheme = "debian"
LISTS = (Lists("/var/lib/apt/lists", "_Packages"),)
_FIELDS = "${db:Status-Status}|${Package}|${Version}\n"


def candidates(packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
    """All of them in one question: 30 ms."""
    return (Question(("apt-cache", "policy", *packages), _read_policy),)


def installed(packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
    """dpkg's own word, without apt's lists."""
    return (Question(("dpkg-query", "-W", "-f", _FIELDS, *packages), _read_status),)


def owners(paths: tuple[str, ...]) -> tuple[Question[Owned], ...]:
    """``dpkg-query -S`` for all of them; exit status 1 where one of them has no owner."""
    return (Question(("dpkg-query", "-S", *paths), _read_owners),)


def install(packages: tuple[str, ...]) -> Order:
    """apt-get, whose words do not change from release to release."""
    return Order(("apt-get", "install", *packages), root=True)


def remove(packages: tuple[str, ...]) -> Order:
    """The packages alone."""
    return Order(("apt-get", "remove", *packages), root=True)


def refresh() -> Order:
    """Lists of all sources."""
    return Order(("apt-get", "update"), root=True)


def _read_policy(answer: Answer) -> Offers | Unknown:
    if answer.status:
        return Unknown(said(answer))
    offers: list[Offer] = []
    version = ""
    for line in lines_of(answer):
        if line.endswith(":") and not line.startswith(" "):
            offers.append(Offer(line[:-1].partition(":")[0], ""))
            continue
        key, _, value = line.strip().partition(": ")
        value = "" if value == "(none)" else value
        if key == "Installed" and offers:
            offers[-1] = offers[-1]._replace(installed=value)
        elif key == "Candidate" and offers:
            offers[-1] = offers[-1]._replace(version=value)
        elif line[:5] in ("     ", " *** ") and line[5:6] != " ":
            version = line.split()[1 if line[1] == "*" else 0]
        elif offers and version == offers[-1].version and not offers[-1].where:
            offers[-1] = offers[-1]._replace(where=_repository(line))
    return tuple(offers)


def _repository(line: str) -> str:
    """``500 http://deb.debian.org/debian bookworm/main amd64 Packages``; nothing for what is only installed."""
    words = line.split()
    return " ".join(words[1:3]) if len(words) > 2 else ""


def _read_status(answer: Answer) -> Offers | Unknown:
    if answer.status not in (0, 1):
        return Unknown(said(answer))
    rows = [line.split("|") for line in lines_of(answer) if line.count("|") == 2]
    return tuple(Offer(package, "", version) for status, package, version in rows if status == "installed")


def _read_owners(answer: Answer) -> Owned | Unknown:
    if answer.status not in (0, 1):
        return Unknown(said(answer))
    found = []
    for line in lines_of(answer):
        packages, colon, path = line.partition(": ")
        if colon and not packages.startswith(("diversion by", "local diversion")):
            found.append((path, packages.partition(",")[0].partition(":")[0]))
    return tuple(found)
