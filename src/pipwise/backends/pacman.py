"""pacman of Arch and its relatives. Its file database tells exactly which package holds a project, once it is there.

Exit status 1: something, or everything, was not found; what was found is said all the same (pacman(8)).
"""

from __future__ import annotations

from pipwise.backends.question import Held, Lists, Offer, Offers, Order, Owned, Question, lines_of, said
from pipwise.backends.upstream import Scheme
from pipwise.model.known import Unknown
from pipwise.system.look import Answer

SCHEME: Scheme = "pacman"
LISTS = (Lists("/var/lib/pacman/sync", ".db"),)


def candidates(packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
    """``-Si`` says of each by its own name what is known of it."""
    return (Question(("pacman", "-Si", *packages), _read_information),)


def exact(projects: tuple[str, ...], python: str) -> tuple[Question[Offers], ...]:
    """The metadata directories in the file database (``pacman -Fy``): names as they were spelled, so any spelling."""
    names = "|".join(_any_spelling(project) for project in projects)
    pattern = (
        rf"/python{python.replace('.', '[.]') or '[0-9.]+'}/site-packages/({names})-[^/]+\.(dist|egg)-info"
    )
    ending = "/(METADATA|PKG-INFO)$"
    return (Question(("pacman", "-Fx", "--machinereadable", pattern + ending), _read_files),)


def installed(packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
    """The local database."""
    return (Question(("pacman", "-Q", *packages), _read_installed),)


def owners(paths: tuple[str, ...]) -> tuple[Question[Owned], ...]:
    """``-Qo`` for all of them; a directory is given back with a slash."""
    return (Question(("pacman", "-Qo", *paths), _read_owners),)


def install(packages: tuple[str, ...]) -> Order:
    """Not with ``-y``: a partial upgrade is not supported on a rolling release."""
    return Order(("pacman", "-S", "--needed", *packages), root=True)


def remove(packages: tuple[str, ...]) -> Order:
    """The packages, and what came for them alone."""
    return Order(("pacman", "-Rs", *packages), root=True)


def refresh() -> Order:
    """The system with it, since refreshing alone would make the next installation a partial upgrade."""
    return Order(("pacman", "-Syu"), root=True, note="upgrades the system")


def _any_spelling(project: str) -> str:
    """An extended regular expression for every spelling of a name that PEP 503 takes for the same."""
    letters = (
        f"[{one}{one.upper()}]" if one.isalpha() else "[-_.]+" if one == "-" else one for one in project
    )
    return "".join(letters)


def _read_information(answer: Answer) -> Offers | Unknown:
    missing = b"was not found" in answer.stderr
    if answer.status and not missing:
        return Unknown(said(answer))
    offers: list[Offer] = []
    repository = ""
    for line in lines_of(answer):
        key, colon, value = line.partition(" : ")
        if not colon:
            continue
        if key.strip() == "Repository":
            repository = value
        elif key.strip() == "Name":
            offers.append(Offer(value, "", None, (), repository))
        elif key.strip() == "Version" and offers and not offers[-1].version:
            offers[-1] = offers[-1]._replace(version=value)
    first: dict[str, Offer] = {}
    return tuple({offer.package: first.setdefault(offer.package, offer) for offer in offers}.values())


def _read_files(answer: Answer) -> Offers | Unknown:
    """``repository␀package␀version␀path`` a line. A database that was never fetched is not an empty one.

    It is fetched by itself, so that its version may not be the candidate's.
    """
    if b"does not exist" in answer.stderr:
        return Unknown("pacman's file database is not there (pacman -Fy)")
    if answer.status not in (0, 1):
        return Unknown(said(answer))
    rows = [line.split("\0") for line in lines_of(answer)]
    return tuple(
        Offer(package, "", None, (_held(path, version),), repository)
        for repository, package, version, path in (row for row in rows if len(row) == 4)
    )


def _held(path: str, of: str) -> Held:
    """``…/python_dateutil-2.9.0.post0.dist-info/METADATA``: what the project itself calls its version."""
    stem = path.split("/")[-2].rpartition(".")[0]
    project, _, version = stem.partition("-")
    return Held(project, version.partition("-py")[0], of)


def _read_installed(answer: Answer) -> Offers | Unknown:
    if answer.status not in (0, 1):
        return Unknown(said(answer))
    rows = [line.split() for line in lines_of(answer)]
    return tuple(Offer(row[0], "", row[1]) for row in rows if len(row) == 2)


def _read_owners(answer: Answer) -> Owned | Unknown:
    """The exit status counts the paths that nobody owns."""
    if answer.status is None:
        return Unknown(said(answer))
    rows = [line.partition(" is owned by ") for line in lines_of(answer)]
    return tuple((path.rstrip("/"), owner.split()[0]) for path, found, owner in rows if found)
