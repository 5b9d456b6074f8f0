"""dnf 4 and dnf 5: what they would do is told to root alone; they remove nothing to install something, but what is obsolete.

Source: dnf(8), dnf5(8) and their answers, which are tables of the same shape in both.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.backends.changes.transaction import Installed, Transaction
from pipwise.backends.question import Order, Question, lines_of, said
from pipwise.model.known import Unknown
from pipwise.system.look import Answer

TELLS_ANYBODY = False
KNOWS_ALL = False
_THERE = ("Installing", "Upgrading", "Downgrading", "Reinstalling")
_ALONE = "--setopt=clean_requirements_on_remove=False"
_FIELDS = "%{name}.%{arch}|%{evr}|%{reason}\n"


def would_install(packages: tuple[str, ...], place: str) -> Question[Transaction]:
    """It says what it would do, and takes no for an answer."""
    return Question(("dnf", "install", "--assumeno", *packages), _read_tables, timeout=300.0)


def install(packages: tuple[str, ...], place: str) -> Order:
    """Without ``--allowerasing`` nothing that conflicts is removed."""
    return Order(("dnf", "install", "-y", *packages), root=True)


def would_remove(packages: tuple[str, ...], place: str) -> Question[Transaction] | None:
    """With what needs them."""
    return Question(("dnf", "-C", "remove", "--assumeno", _ALONE, *packages), _read_tables, timeout=120.0)


def remove(packages: tuple[str, ...], place: str, keep: tuple[str, ...] = ()) -> tuple[Order, ...]:
    """Exactly these: what came for them and is not named stays."""
    return (Order(("dnf", "remove", "-y", _ALONE, *packages), root=True),)


def state(place: str) -> tuple[Question[tuple[Installed, ...]], ...]:
    """With the reason for which each was installed."""
    argv = ("dnf", "-q", "-C", "repoquery", "--installed", "--qf", _FIELDS)
    return (Question(argv, _read_installed, timeout=60.0),)


def mark(packages: tuple[str, ...], *, auto: bool) -> Order | None:
    """dnf 5 says dependency and user where dnf 4 said remove and install, and takes those words as well."""
    return Order(("dnf", "-y", "mark", "remove" if auto else "install", *packages), root=True)


def mend(packages: tuple[str, ...], place: str) -> tuple[Order, ...]:
    """rpm knows a package only when all its files are there: what was killed is installed to its end first."""
    return (install(packages, place),)


def remove_broken(packages: tuple[str, ...], place: str) -> tuple[Order, ...]:
    """As any others."""
    return remove(packages, place)


def _read_tables(answer: Answer) -> Transaction | Unknown:
    """Headings that end with a colon, and below each its packages: name, architecture, version, repository, size."""
    said_all = answer.stdout + answer.stderr
    if answer.status and b"Operation aborted" not in said_all:
        return Unknown(said(answer))
    there: list[tuple[str, str]] = []
    gone: list[str] = []
    heading = ""
    for line, words in _rows(lines_of(answer)):
        if line.rstrip().endswith(":") and not line.startswith(" "):
            heading = line.rstrip()[:-1].split(" ")[0]
            continue
        if not line.strip():
            heading = ""
        elif words[0] == "replacing" and len(words) > 1:
            gone.append(words[1])
        elif heading in _THERE and len(words) > 2:
            there.append((f"{words[0]}.{words[1]}", _plain(words[2])))
        elif heading in ("Removing", "Obsoleting") and len(words) > 2:
            gone.append(f"{words[0]}.{words[1]}")
    return Transaction(tuple(there), tuple(dict.fromkeys(gone)))


def _rows(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """A name that is too long for its column stands in a line of its own."""
    pending = ""
    for line in lines:
        words = line.split()
        if line.startswith(" ") and len(words) == 1 and not pending:
            pending = words[0]
            continue
        yield line, [pending, *words] if pending else words
        pending = ""


def _read_installed(answer: Answer) -> tuple[Installed, ...] | Unknown:
    """Of several versions of one package, such as kernels, all are the one."""
    if answer.status:
        return Unknown(said(answer))
    found: dict[str, Installed] = {}
    for package, version, reason in (line.split("|") for line in lines_of(answer) if line.count("|") == 2):
        before = found.get(package)
        versions = f"{before.version},{_plain(version)}" if before else _plain(version)
        auto = reason.strip().lower() in ("dependency", "weak-dependency", "weak dependency")
        found[package] = Installed(package, versions, "auto" if auto else "manual")
    return tuple(found.values())


def _plain(version: str) -> str:
    return version.removeprefix("0:").removeprefix("(none):")
