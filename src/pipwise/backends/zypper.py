"""zypper of openSUSE and SLE: a package for each Python (python311-NAME, python313-NAME), told by what they provide.

Exit status 104: nothing was found (zypper(8), ZYPPER_EXIT_INF_CAP_NOT_FOUND); 6: there are no repositories.
"""

from __future__ import annotations

from pipwise.backends.question import Lists, Offer, Offers, Order, Question, lines_of, said
from pipwise.backends.rpm import held_by, installed, owners, provide, spellings
from pipwise.backends.upstream import Scheme
from pipwise.model.known import Unknown
from pipwise.system.look import Answer

__all__ = ["LISTS", "SCHEME", "candidates", "exact", "install", "installed", "owners", "refresh", "remove"]

SCHEME: Scheme = "rpm"
LISTS = (Lists("/var/cache/zypp/raw", ""),)
_SEARCH = (
    "zypper",
    "--no-refresh",
    "--non-interactive",
    "--xmlout",
    "search",
    "-s",
    "--type",
    "package",
    "--match-exact",
)
_NOTHING = 104


def candidates(packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
    """All of them in one question, with what they provide: a package that tells of another project is not the one."""
    argv = ("zypper", "--no-refresh", "--non-interactive", "info", "--provides", *packages)
    return (Question(argv, _read_information, timeout=60.0),)


def exact(projects: tuple[str, ...], python: str) -> tuple[Question[Offers], ...]:
    """All in one question, since root's zyppers exclude one another; which of them it was, the candidates tell."""
    wanted = (provide(one, python) for project in projects for one in spellings(project))
    return (Question((*_SEARCH, "--provides", *wanted), _read_solvables, timeout=60.0),)


def install(packages: tuple[str, ...]) -> Order:
    """Asks before it changes anything."""
    return Order(("zypper", "install", *packages), root=True)


def remove(packages: tuple[str, ...]) -> Order:
    """The packages, and what needs them."""
    return Order(("zypper", "remove", *packages), root=True)


def refresh() -> Order:
    """Metadata of all repositories."""
    return Order(("zypper", "refresh"), root=True)


def _read_solvables(answer: Answer) -> Offers | Unknown:
    """``<solvable …/>``: the first of a name is the newest, and ``edition`` is its version."""
    if answer.status == _NOTHING:
        return ()
    if answer.status:
        return Unknown(said(answer))
    from xml.etree.ElementTree import ParseError, fromstring

    try:
        root = fromstring(answer.stdout.decode("utf-8", "replace"))  # noqa: S314
    except ParseError as error:
        return Unknown(f"zypper's answer cannot be read: {error}")
    found: dict[str, Offer] = {}
    for one in root.iter("solvable"):
        name, edition = one.get("name", ""), one.get("edition", "")
        known = found.setdefault(name, Offer(name, edition, "", (), one.get("repository", "")))
        found[name] = known._replace(installed=edition) if one.get("status") == "installed" else known
    return tuple(found.values())


def _read_information(answer: Answer) -> Offers | Unknown:
    """``Key : value`` lines, and below ``Provides`` one capability a line; of what is not there it says so in a sentence."""
    if answer.status not in (0, _NOTHING):
        return Unknown(said(answer))
    offers: list[Offer] = []
    repository, provides = "", False
    for line in lines_of(answer):
        key, colon, value = (part.strip() for part in line.partition(" : "))
        provides = key == "Provides" or (provides and line.startswith("    "))
        if key == "Repository" and colon:
            repository = value
        elif key == "Name" and colon:
            offers.append(Offer(value, "", "", (), repository))
        elif offers and colon and key in ("Version", "Installed", "Status"):
            offers[-1] = _told(offers[-1], key, value)
        elif offers and provides:
            offers[-1] = offers[-1]._replace(holds=(*offers[-1].holds, *held_by((value or key,), "")))
    return tuple(offer._replace(holds=tuple(dict.fromkeys(offer.holds))) for offer in offers)


def _told(offer: Offer, key: str, value: str) -> Offer:
    """``Status : out-of-date (version 1.0-1 installed)`` where another version is installed."""
    if key == "Version":
        return offer._replace(version=value)
    if key == "Installed":
        return offer._replace(installed=offer.version if value.startswith("Yes") else "")
    other = value.partition("(version ")[2].partition(" installed")[0]
    return offer._replace(installed=other) if other else offer
