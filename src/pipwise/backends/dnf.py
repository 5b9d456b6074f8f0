"""dnf of Fedora, RHEL, CentOS Stream, AlmaLinux, Rocky, Amazon Linux: dnf 4 and dnf 5.

``repoquery`` without a match: nothing, exit status 0. dnf 5 ends no line by itself, dnf 4 does. ``-C`` reads what has
been downloaded, also for an ordinary user.
"""

from __future__ import annotations

from functools import partial

from pipwise.backends.question import Lists, Offer, Offers, Order, Question, lines_of, said
from pipwise.backends.rpm import held_by, installed, owners, provide, spellings
from pipwise.backends.upstream import Scheme
from pipwise.model.known import Unknown
from pipwise.system.look import Answer

__all__ = ["LISTS", "SCHEME", "candidates", "exact", "install", "installed", "owners", "refresh", "remove"]

SCHEME: Scheme = "rpm"
LISTS = (Lists("/var/cache/dnf", ".solv"), Lists("/var/cache/libdnf5", "-"))
_QUERY = ("dnf", "-q", "-C", "repoquery")
_FIELDS = "=|%{name}|%{evr}|%{reponame}|%{provides}\n"


def candidates(packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
    """The newest of each, with what they provide: a package that tells of another project is not the one."""
    argv = (*_QUERY, "--latest-limit=1", "--qf", _FIELDS, *packages)
    return (Question(argv, _read_offers, timeout=60.0),)


def exact(projects: tuple[str, ...], python: str) -> tuple[Question[Offers], ...]:
    """Who provides ``python3.12dist(NAME)``, for all projects at once."""
    wanted = ",".join(provide(one, python) for project in projects for one in spellings(project))
    argv = (*_QUERY, "--latest-limit=1", "--qf", _FIELDS, "--whatprovides", wanted)
    return (Question(argv, partial(_read_offers, python=python), timeout=60.0),)


def install(packages: tuple[str, ...]) -> Order:
    """The same words for all releases of dnf."""
    return Order(("dnf", "install", *packages), root=True)


def remove(packages: tuple[str, ...]) -> Order:
    """The packages, and what needs them."""
    return Order(("dnf", "remove", *packages), root=True)


def refresh() -> Order:
    """Metadata of all repositories."""
    return Order(("dnf", "makecache"), root=True)


def _read_offers(answer: Answer, python: str = "") -> Offers | Unknown:
    """Blocks that begin with the mark; all provides but the first stand on lines of their own."""
    if answer.status:
        return Unknown(said(answer))
    blocks: list[list[str]] = []
    for line in lines_of(answer):
        if line.startswith("=|"):
            blocks.append(line.split("|", 4)[1:])
        elif line and blocks:
            blocks[-1].append(line)
    return tuple(
        Offer(name, version.removeprefix("0:"), None, held_by(provides, python), repository)
        for name, version, repository, *provides in blocks
    )
