"""apt-get and dpkg: what they would do (``-s``, for anybody), and how they do it without a question.

Source: apt-get(8), apt-mark(8), dpkg(1), dpkg-query(1), debconf(7). Changed settings files are kept as they are
(``--force-confold``), as debconf does where nobody is there to be asked.
"""

from __future__ import annotations

from pipwise.backends.changes.transaction import Installed, Mark, Transaction
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
_FIELDS = "${db:Status-Status}|${Package}|${Architecture}|${Version}\n"
_NOBODY_ASKED = (("DEBIAN_FRONTEND", "noninteractive"), ("NEEDRESTART_MODE", "l"))
_WAIT = ("-o", "DPkg::Lock::Timeout=60")
_KEEP = ("-o", "Dpkg::Options::=--force-confdef", "-o", "Dpkg::Options::=--force-confold")
_MARKS: dict[str, Mark] = {"installed": "manual", "config-files": "settings", "not-installed": ""}


def would_install(packages: tuple[str, ...], place: str) -> Question[Transaction]:
    """Without root and without the lock."""
    return Question(("apt-get", "-s", "install", *packages), _read_simulation, timeout=60.0)


def install(packages: tuple[str, ...], place: str) -> Order:
    """``--no-remove`` ends it before anything is removed."""
    argv = ("apt-get", "install", "-y", "--no-remove", *_WAIT, *_KEEP, *packages)
    return Order(argv, root=True, environment=_NOBODY_ASKED)


def would_remove(packages: tuple[str, ...], place: str) -> Question[Transaction] | None:
    """With what needs them."""
    return Question(("apt-get", "-s", "remove", *packages), _read_simulation, timeout=60.0)


def remove(packages: tuple[str, ...], place: str, keep: tuple[str, ...] = ()) -> tuple[Order, ...]:
    """With their settings, but for packages whose settings were there before."""
    verb = "remove" if keep else "purge"
    first = Order(
        ("apt-get", verb, "-y", "--no-auto-remove", *_WAIT, *packages), root=True, environment=_NOBODY_ASKED
    )
    rest = tuple(one for one in packages if one not in keep)
    return (first, Order(("dpkg", "--purge", *rest), root=True)) if keep and rest else (first,)


def state(place: str) -> tuple[Question[tuple[Installed, ...]], ...]:
    """dpkg's database, and apt's marks."""
    return (
        Question(("dpkg-query", "-W", "-f", _FIELDS), _read_database),
        Question(("apt-mark", "showauto"), _read_marks),
    )


def mark(packages: tuple[str, ...], *, auto: bool) -> Order | None:
    """apt's own marks."""
    return Order(("apt-mark", "auto" if auto else "manual", *packages), root=True)


def mend(packages: tuple[str, ...], place: str) -> tuple[Order, ...]:
    """What was unpacked is configured, and what is left of an interrupted dpkg is worked off."""
    return (Order(("dpkg", "--configure", "-a"), root=True, environment=_NOBODY_ASKED),)


def remove_broken(packages: tuple[str, ...], place: str) -> tuple[Order, ...]:
    """By dpkg, which refuses what others need, but takes away what apt would first want to install again."""
    words = ("dpkg", "--purge", "--force-remove-reinstreq", *packages)
    return (Order(words, root=True, environment=_NOBODY_ASKED),)


def _read_simulation(answer: Answer) -> Transaction | Unknown:
    """``Inst NAME [OLD] (NEW …)``, ``Remv NAME [OLD]``, ``Purg NAME [OLD]``."""
    if answer.status:
        return Unknown(said(answer))
    there: list[tuple[str, str]] = []
    gone: list[str] = []
    for line in lines_of(answer):
        words = line.split()
        if words[:1] == ["Inst"]:
            version = line.partition("(")[2].split(" ")[0].rstrip(")")
            there.append((words[1], version))
        elif words[:1] in (["Remv"], ["Purg"]):
            gone.append(words[1])
    return Transaction(tuple(there), tuple(dict.fromkeys(gone)))


def _read_database(answer: Answer) -> tuple[Installed, ...] | Unknown:
    """A package of another architecture than dpkg's own has it after its name, as apt calls it."""
    if answer.status:
        return Unknown(said(answer))
    rows = [line.split("|") for line in lines_of(answer) if line.count("|") == 3]
    native = next((architecture for _, package, architecture, _ in rows if package == "dpkg"), "all")
    return tuple(
        Installed(
            package if architecture in (native, "all", "") else f"{package}:{architecture}",
            version,
            _MARKS.get(status, "broken"),
        )
        for status, package, architecture, version in rows
        if status != "not-installed"
    )


def _read_marks(answer: Answer) -> tuple[Installed, ...] | Unknown:
    if answer.status:
        return Unknown(said(answer))
    return tuple(Installed(line, "", "auto") for line in lines_of(answer) if line)
