"""Homebrew: read from known outputs, there is no Homebrew where this was made. Never as root.

Source: brew(1). What would be removed cannot be asked; brew itself refuses to uninstall what others need.
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

TELLS_ANYBODY = True
KNOWS_ALL = True
_QUIET = (
    ("HOMEBREW_NO_AUTO_UPDATE", "1"),
    ("HOMEBREW_NO_ENV_HINTS", "1"),
    ("HOMEBREW_NO_INSTALL_CLEANUP", "1"),
)


def would_install(packages: tuple[str, ...], place: str) -> Question[Transaction]:
    """``==> Would install 1 formula:`` and the names below it."""
    return Question(
        ("brew", "install", "--formula", "--dry-run", *packages), _read_dry_run, _QUIET, timeout=120.0
    )


def install(packages: tuple[str, ...], place: str) -> Order:
    """Without an update of all formulae first, and without cleaning up after others."""
    return Order(("brew", "install", "--formula", *packages), root=False, environment=_QUIET)


def would_remove(packages: tuple[str, ...], place: str) -> Question[Transaction] | None:
    """Cannot be asked."""
    return None


def remove(packages: tuple[str, ...], place: str, keep: tuple[str, ...] = ()) -> tuple[Order, ...]:
    """Exactly these."""
    return (
        Order(
            ("brew", "uninstall", "--formula", *packages),
            root=False,
            environment=(*_QUIET, ("HOMEBREW_NO_AUTOREMOVE", "1")),
        ),
    )


def state(place: str) -> tuple[Question[tuple[Installed, ...]], ...]:
    """``NAME VERSION…`` a line."""
    return (Question(("brew", "list", "--formula", "--versions"), _read_installed, _QUIET, timeout=60.0),)


def mend(packages: tuple[str, ...], place: str) -> tuple[Order, ...]:
    """A keg is moved to its place as a whole."""
    return ()


def remove_broken(packages: tuple[str, ...], place: str) -> tuple[Order, ...]:
    """As any others."""
    return remove(packages, place)


def _read_dry_run(answer: Answer) -> Transaction | Unknown:
    if answer.status:
        return Unknown(said(answer))
    there: list[tuple[str, str]] = []
    below = False
    for line in lines_of(answer):
        if line.startswith("==>"):
            below = line.startswith("==> Would ")
        elif below:
            there += [(word, "") for word in line.split()]
    return Transaction(tuple(dict.fromkeys(there)))


def _read_installed(answer: Answer) -> tuple[Installed, ...] | Unknown:
    if answer.status not in (0, 1):
        return Unknown(said(answer))
    rows = [line.split() for line in lines_of(answer)]
    return tuple(Installed(row[0], row[-1]) for row in rows if len(row) > 1)
