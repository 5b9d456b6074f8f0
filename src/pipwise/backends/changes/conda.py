"""conda, in the environment that the Python belongs to: read from known outputs.

Source: ``conda install --help``, ``conda remove --help`` and the JSON that they write (``actions``: LINK and UNLINK).
"""

from __future__ import annotations

import json

from pipwise.backends.changes.changer import no_mark as mark
from pipwise.backends.changes.transaction import Installed, Transaction
from pipwise.backends.question import Order, Question, said
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


def would_install(packages: tuple[str, ...], place: str) -> Question[Transaction]:
    """With the dependencies that would be replaced."""
    argv = ("conda", "install", "--prefix", place, "--freeze-installed", "--dry-run", "--json", *packages)
    return Question(argv, _read_actions, timeout=300.0)


def install(packages: tuple[str, ...], place: str) -> Order:
    """What is there keeps its version where that can be."""
    return Order(
        ("conda", "install", "--prefix", place, "--freeze-installed", "--yes", *packages), root=False
    )


def would_remove(packages: tuple[str, ...], place: str) -> Question[Transaction] | None:
    """With what needs them."""
    argv = ("conda", "remove", "--prefix", place, "--dry-run", "--json", *packages)
    return Question(argv, _read_actions, timeout=300.0)


def remove(packages: tuple[str, ...], place: str, keep: tuple[str, ...] = ()) -> tuple[Order, ...]:
    """Exactly these; what needs them has been asked before."""
    return (Order(("conda", "remove", "--prefix", place, "--yes", *packages), root=False),)


def state(place: str) -> tuple[Question[tuple[Installed, ...]], ...]:
    """What the environment's ``conda-meta`` tells."""
    return (Question(("conda", "list", "--prefix", place, "--json"), _read_list, timeout=60.0),)


def mend(packages: tuple[str, ...], place: str) -> tuple[Order, ...]:
    """conda links a package as a whole, or takes it back."""
    return ()


def remove_broken(packages: tuple[str, ...], place: str) -> tuple[Order, ...]:
    """As any others."""
    return remove(packages, place)


def _read_actions(answer: Answer) -> Transaction | Unknown:
    """No ``actions`` where everything is there; what is unlinked and linked again is replaced, not removed."""
    try:
        told = json.loads(answer.stdout)
        if not told.get("success", not answer.status):
            return Unknown(
                str(told.get("message") or told.get("error") or said(answer)).strip().split("\n")[0]
            )
        actions = told.get("actions") or {}
        there = tuple((str(one["name"]), str(one["version"])) for one in actions.get("LINK", ()))
        gone = [str(one["name"]) for one in actions.get("UNLINK", ())]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return Unknown(f"conda's answer cannot be read: {error!r}")
    return Transaction(there, tuple(one for one in gone if one not in dict(there)))


def _read_list(answer: Answer) -> tuple[Installed, ...] | Unknown:
    """What pip has put there is listed too, as of the channel pypi."""
    try:
        rows = json.loads(answer.stdout)
        return tuple(
            Installed(str(one["name"]), str(one["version"])) for one in rows if one.get("channel") != "pypi"
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return Unknown(said(answer))
