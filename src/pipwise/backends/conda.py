"""conda, mamba and micromamba: only inside an environment of theirs.

Nine names in a hundred differ from PyPI's among the popular ones; the table has them. ``--offline`` reads what has been
downloaded. An unknown package is an error, exit status 1, told as JSON on standard output.
"""

from __future__ import annotations

from functools import partial

from pipwise.backends.backend import not_asked as exact
from pipwise.backends.question import Lists, Offer, Offers, Order, Owned, Question, said
from pipwise.backends.upstream import Scheme
from pipwise.model.known import Unknown
from pipwise.system.look import Answer

__all__ = ["LISTS", "SCHEME", "candidates", "exact", "install", "installed", "owners", "refresh", "remove"]

SCHEME: Scheme = "plain"
LISTS: tuple[Lists, ...] = ()


def candidates(packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
    """One question a package: one that is not there spoils the answer for all."""
    return tuple(
        Question(
            ("conda", "search", "--json", "--offline", package),
            partial(_read_search, package=package),
            timeout=60.0,
        )
        for package in packages
    )


def installed(packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
    """The whole list of the environment, of which these are taken."""
    return (Question(("conda", "list", "--json"), partial(_read_list, packages=packages), timeout=60.0),)


def owners(paths: tuple[str, ...]) -> tuple[Question[Owned], ...]:
    """Not asked: conda has no question for it."""
    return ()


def install(packages: tuple[str, ...]) -> Order:
    """Into the active environment."""
    return Order(("conda", "install", *packages), root=False)


def remove(packages: tuple[str, ...]) -> Order:
    """From the active environment."""
    return Order(("conda", "remove", *packages), root=False)


def refresh() -> Order:
    """A search without ``--offline`` fetches the channels' indices."""
    return Order(("conda", "search", "python"), root=False)


def _read_search(answer: Answer, package: str) -> Offers | Unknown:
    """``{NAME: [{version, channel …} …]}``, the newest last."""
    found = _parsed(answer)
    if isinstance(found, Unknown) or not isinstance(found, dict):
        return found if isinstance(found, Unknown) else Unknown("conda's answer cannot be read")
    if found.get("exception_name") in ("PackagesNotFoundError", "ResolvePackageNotFound"):
        return ()
    builds = found.get(package)
    if not isinstance(builds, list) or not builds:
        return Unknown(str(found.get("message") or said(answer)))
    last = builds[-1]
    return (Offer(package, str(last.get("version", "")), None, (), str(last.get("channel", ""))),)


def _read_list(answer: Answer, packages: tuple[str, ...]) -> Offers | Unknown:
    """``[{name, version, channel …} …]``; what pip has put there has the channel pypi and is not conda's."""
    found = _parsed(answer)
    if isinstance(found, Unknown) or not isinstance(found, list):
        return found if isinstance(found, Unknown) else Unknown("conda's answer cannot be read")
    mine = [one for one in found if one.get("name") in packages and one.get("channel") != "pypi"]
    return tuple(Offer(one["name"], "", str(one.get("version", ""))) for one in mine)


def _parsed(answer: Answer) -> dict[str, object] | list[dict[str, str]] | Unknown:
    import json

    try:
        parsed: dict[str, object] | list[dict[str, str]] = json.loads(answer.stdout)
    except ValueError:
        return Unknown(said(answer))
    return parsed
