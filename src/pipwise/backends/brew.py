"""Homebrew on macOS and Linux. Read from known outputs: there is no Homebrew where this was made.

A formula's name says nothing of PyPI: 28 of 65 that are called like a project are something else. The archive that it is
built from does: where it comes from PyPI, its file name has the project and the version.
"""

from __future__ import annotations

from functools import partial

from pipwise.backends.question import Held, Lists, Offer, Offers, Order, Owned, Question, lines_of, said
from pipwise.backends.upstream import Scheme
from pipwise.model.known import Unknown
from pipwise.system.look import Answer

SCHEME: Scheme = "homebrew"
LISTS: tuple[Lists, ...] = ()
_QUIET = (("HOMEBREW_NO_AUTO_UPDATE", "1"), ("HOMEBREW_NO_ANALYTICS", "1"), ("HOMEBREW_NO_ENV_HINTS", "1"))
_PYPI = (
    "https://files.pythonhosted.org/",
    "https://pypi.io/",
    "https://pypi.org/",
    "https://pypi.python.org/",
)


def candidates(packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
    """One question a formula: one that is not there spoils the answer for all."""
    return tuple(_information(package) for package in packages)


def exact(projects: tuple[str, ...], python: str) -> tuple[Question[Offers], ...]:
    """The formula of the same name, and what it is built from."""
    return tuple(_information(project) for project in projects)


def installed(packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
    """``NAME VERSION…``; exit status 1 where one is not there."""
    return (Question(("brew", "list", "--formula", "--versions", *packages), _read_versions, _QUIET),)


def owners(paths: tuple[str, ...]) -> tuple[Question[Owned], ...]:
    """Not asked: a path below the Cellar has the formula's name in it, and the others are links into it."""
    return ()


def install(packages: tuple[str, ...]) -> Order:
    """Never as root: brew refuses that."""
    return Order(("brew", "install", *packages), root=False)


def remove(packages: tuple[str, ...]) -> Order:
    """The formulae."""
    return Order(("brew", "uninstall", *packages), root=False)


def refresh() -> Order:
    """Homebrew and its formulae."""
    return Order(("brew", "update"), root=False)


def _information(package: str) -> Question[Offers]:
    argv = ("brew", "info", "--json=v2", "--formula", package)
    return Question(argv, partial(_read_information, package=package), _QUIET, timeout=60.0)


def _read_information(answer: Answer, package: str) -> Offers | Unknown:
    if answer.status:
        return () if b"No available formula" in answer.stderr else Unknown(said(answer))
    import json

    try:
        formulae = json.loads(answer.stdout)["formulae"]
        return tuple(_offer(one) for one in formulae if package in (one["name"], *one.get("aliases", ())))
    except (ValueError, KeyError, TypeError, IndexError) as error:
        return Unknown(f"brew's answer cannot be read: {error!r}")


def _offer(formula: dict[str, dict[str, dict[str, str]]]) -> Offer:
    revision = formula.get("revision")
    version = f"{formula['versions']['stable']}{f'_{revision}' if revision else ''}"
    kept = formula.get("installed") or ()
    there = str(list(kept)[-1]["version"]) if kept else ""  # type: ignore[index]  # a list of kegs
    url = formula.get("urls", {}).get("stable", {}).get("url", "")
    return Offer(str(formula["name"]), version, there, _held(url), url)


def _held(url: str) -> tuple[Held, ...]:
    """What the name of an archive of PyPI's tells (``black-24.2.0.tar.gz``); nothing for archives from elsewhere."""
    file = url.rpartition("/")[2]
    stem = file.removesuffix(".zip").removesuffix(".tar.gz")
    project, _, version = stem.rpartition("-")
    return (Held(project, version),) if url.startswith(_PYPI) and stem != file else ()


def _read_versions(answer: Answer) -> Offers | Unknown:
    if answer.status not in (0, 1):
        return Unknown(said(answer))
    rows = [line.split() for line in lines_of(answer)]
    return tuple(Offer(row[0], "", row[-1]) for row in rows if len(row) > 1)
