"""portage of Gentoo: the repository is on the disk, and ``<remote-id type="pypi">`` names the project exactly (GLEP 68).

``portageq`` says nothing after the colon of what is not there or not visible.
"""

from __future__ import annotations

from pipwise.backends.question import Held, Lists, Offer, Offers, Order, Owned, Question, lines_of, said
from pipwise.backends.upstream import Scheme
from pipwise.model.known import Unknown
from pipwise.system.look import Answer

SCHEME: Scheme = "apk"
LISTS = (Lists("/var/db/repos", ""), Lists("/usr/portage", "profiles"))
_REPOSITORIES = "/var/db/repos"


def candidates(packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
    """The best versions that the system's settings let be seen: one question, since each takes two seconds."""
    return (Question(("portageq", "mass_best_visible", "/", *packages), _read_best, timeout=60.0),)


def exact(projects: tuple[str, ...], python: str) -> tuple[Question[Offers], ...]:
    """The metadata of all packages, searched through at once. Exit status 1: none."""
    names = "|".join(project.replace("-", "[-_.]+") for project in projects)
    pattern = f'<remote-id type="pypi">({names})</remote-id>'
    argv = ("grep", "-RioE", "--include=metadata.xml", "--", pattern, _REPOSITORIES)
    return (Question(argv, _read_metadata),)


def installed(packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
    """The best of the installed versions."""
    return (Question(("portageq", "mass_best_version", "/", *packages), _read_installed, timeout=60.0),)


def owners(paths: tuple[str, ...]) -> tuple[Question[Owned], ...]:
    """A package on a line of its own, and below it, after a tab, the paths that are its."""
    return (Question(("portageq", "owners", "/", *paths), _read_owners),)


def install(packages: tuple[str, ...]) -> Order:
    """Shows what it will do, and asks."""
    return Order(("emerge", "--ask", *packages), root=True)


def remove(packages: tuple[str, ...]) -> Order:
    """Only what nothing else needs."""
    return Order(("emerge", "--ask", "--depclean", *packages), root=True)


def refresh() -> Order:
    """All repositories."""
    return Order(("emaint", "sync", "--auto"), root=True)


def _versions(answer: Answer) -> list[tuple[str, str]] | Unknown:
    """``PACKAGE:PACKAGE-VERSION`` a line; nothing after the colon where there is none."""
    if answer.status:
        return Unknown(said(answer))
    rows = [line.partition(":") for line in lines_of(answer)]
    return [(package, best.removeprefix(f"{package}-")) for package, _, best in rows if best]


def _read_best(answer: Answer) -> Offers | Unknown:
    found = _versions(answer)
    return (
        found if isinstance(found, Unknown) else tuple(Offer(name, version, None) for name, version in found)
    )


def _read_installed(answer: Answer) -> Offers | Unknown:
    found = _versions(answer)
    return found if isinstance(found, Unknown) else tuple(Offer(name, "", version) for name, version in found)


def _read_metadata(answer: Answer) -> Offers | Unknown:
    """``REPOSITORY/CATEGORY/PACKAGE/metadata.xml:<remote-id …>NAME<…`` a line; no versions."""
    if answer.status not in (0, 1):
        return Unknown(said(answer))
    offers = []
    for line in lines_of(answer):
        path, _, element = line.partition("/metadata.xml:")
        category, _, package = path.rpartition("/")
        name = element.partition(">")[2].partition("<")[0]
        offers.append(
            Offer(f"{category.rpartition('/')[2]}/{package}", "", None, (Held(name),), f"{path}/metadata.xml")
        )
    return tuple(offers)


def _read_owners(answer: Answer) -> Owned | Unknown:
    if answer.status not in (0, 1):
        return Unknown(said(answer))
    package, found = "", []
    for line in lines_of(answer):
        if not line.startswith("\t"):
            # What nobody owns stands below a sentence.
            package = "" if " " in line else _without_version(line)
        elif package:
            found.append((line.strip(), package))
    return tuple(found)


def _without_version(atom: str) -> str:
    """``dev-lang/python-3.12.3-r1`` → ``dev-lang/python``: a version begins with a digit after a dash (PMS 3.1.2)."""
    parts = atom.split("-")
    while len(parts) > 1 and (parts[-1][:1].isdigit() or (parts[-1][:1] == "r" and parts[-1][1:].isdigit())):
        parts.pop()
    return "-".join(parts)
