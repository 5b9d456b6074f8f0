"""zypper: what it would do is told to root alone, as XML; its marks go with the packages.

Source: zypper(8). Where something would have to be removed or broken, ``--non-interactive`` ends it with exit status 4.
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
_ZYPPER = ("zypper", "--non-interactive")
_TOLD = (*_ZYPPER, "--no-refresh", "--xmlout")
_THERE = ("to-install", "to-upgrade", "to-downgrade", "to-reinstall", "to-change-arch", "to-change-vendor")


def would_install(packages: tuple[str, ...], place: str) -> Question[Transaction]:
    """The resolver's summary."""
    return Question((*_TOLD, "install", "--dry-run", *packages), _read_summary, timeout=120.0)


def install(packages: tuple[str, ...], place: str) -> Order:
    """The default answer to every question; none of them removes."""
    return Order((*_ZYPPER, "install", *packages), root=True)


def would_remove(packages: tuple[str, ...], place: str) -> Question[Transaction] | None:
    """With what needs them."""
    return Question((*_TOLD, "remove", "--dry-run", *packages), _read_summary, timeout=120.0)


def remove(packages: tuple[str, ...], place: str, keep: tuple[str, ...] = ()) -> tuple[Order, ...]:
    """Exactly these."""
    return (Order((*_ZYPPER, "--no-refresh", "remove", "--no-clean-deps", *packages), root=True),)


def state(place: str) -> tuple[Question[tuple[Installed, ...]], ...]:
    """rpm's database."""
    return (Question(("rpm", "-qa", "--qf", "%{NAME}|%{EVR}\n"), _read_installed, timeout=60.0),)


def mend(packages: tuple[str, ...], place: str) -> tuple[Order, ...]:
    """rpm knows a package only when all its files are there: what was killed is installed to its end first."""
    return (install(packages, place),)


def remove_broken(packages: tuple[str, ...], place: str) -> tuple[Order, ...]:
    """As any others."""
    return remove(packages, place)


def _read_summary(answer: Answer) -> Transaction | Unknown:
    """``<to-install><solvable name="…" edition="…"/></to-install>``, ``<to-remove>`` …; nothing where nothing is to be done."""
    from xml.etree.ElementTree import ParseError, fromstring

    try:
        root = fromstring(answer.stdout.decode("utf-8", "replace"))  # noqa: S314
    except ParseError as error:
        return Unknown(said(answer) if answer.status else f"zypper's answer cannot be read: {error}")
    errors = [one.text or "" for one in root.iter("message") if one.get("type") == "error"]
    if answer.status and (errors or answer.status not in (102, 103)):
        return Unknown(errors[-1] if errors else said(answer))
    solvables = {
        section: [one for top in root.iter(section) for one in top.iter("solvable")]
        for section in (*_THERE, "to-remove")
    }
    there = [
        (one.get("name", ""), one.get("edition", "")) for section in _THERE for one in solvables[section]
    ]
    return Transaction(tuple(there), tuple(one.get("name", "") for one in solvables["to-remove"]))


def _read_installed(answer: Answer) -> tuple[Installed, ...] | Unknown:
    """Of several versions of one package, such as kernels, all are the one."""
    if answer.status:
        return Unknown(said(answer))
    found: dict[str, Installed] = {}
    for package, version in (line.split("|") for line in lines_of(answer) if line.count("|") == 1):
        before = found.get(package)
        plain = version.removeprefix("(none):").removeprefix("0:")
        found[package] = Installed(package, f"{before.version},{plain}" if before else plain)
    return tuple(found.values())
