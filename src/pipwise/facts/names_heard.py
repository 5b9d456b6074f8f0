"""What the machine's package manager says of some names: one conversation for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pipwise.backends import BACKENDS, Backend, Offer, Offers
from pipwise.catalog.names import normalize
from pipwise.facts.asking import ask_all
from pipwise.model.known import Unknown
from pipwise.system.look import Look


class Heard(NamedTuple):
    """What was said; Unknown where nobody could be asked, which is never "there is none"."""

    manager: str
    exact: Mapping[str, Offers] | Unknown
    """By project: the packages that say they hold it."""
    offers: Mapping[str, Offer] | Unknown
    """By package: those that there are, of the ones that were asked about."""
    installed: Mapping[str, str] | Unknown
    """By package: the installed version of those that are installed."""


def hear(look: Look, manager: str, wanted: Mapping[str, tuple[str, ...]], python: str) -> Heard:
    """Ask about projects and the packages that they may be called: {project: candidates}."""
    backend = BACKENDS[manager]
    why = without_lists(look, backend)
    exact: Mapping[str, Offers] | Unknown = why or _exact(look, backend, tuple(wanted), python)
    told = [] if isinstance(exact, Unknown) else [offer for offers in exact.values() for offer in offers]
    packages = _once(
        [*(offer.package for offer in told), *(one for names in wanted.values() for one in names)]
    )
    if not packages:
        return Heard(manager, exact, why or {}, {})
    answer = why or ask_all(look, backend.candidates(packages))
    offers = answer if isinstance(answer, Unknown) else _by_package((*answer, *told))
    return Heard(manager, exact, offers, _installed(look, backend, packages, offers))


def without_lists(look: Look, backend: Backend) -> Unknown | None:
    """Why nothing can be missing here: the manager has not downloaded its lists; None where it has, or needs none."""
    if not backend.LISTS:
        return None
    for place in backend.LISTS:
        try:
            found = look.list(place.directory)
        except FileNotFoundError:
            continue
        except OSError as error:
            return Unknown(f"{place.directory}: {error.strerror}")
        if any(place.part in name for name in found):
            return None
    return Unknown(f"no package lists; {' '.join(backend.refresh().argv)}")


def _exact(
    look: Look, backend: Backend, projects: tuple[str, ...], python: str
) -> Mapping[str, Offers] | Unknown:
    """The manager's own answer. A package that holds something else beside is taken; one that holds only others is not."""
    answer = ask_all(look, backend.exact(projects, python))
    if isinstance(answer, Unknown):
        return answer
    return {project: tuple(offer for offer in answer if holds(offer, project)) for project in projects}


def holds(offer: Offer, project: str) -> bool:
    """Whether a package says that it holds a project."""
    return any(normalize(held.project) == project for held in offer.holds)


def _by_package(offers: Iterable[Offer]) -> dict[str, Offer]:
    """One offer a package: the first that tells its version, with what any of them says it holds."""
    found: dict[str, Offer] = {}
    for offer in offers:
        known = found.setdefault(offer.package, offer)
        if not known.holds or not known.version:
            found[offer.package] = known._replace(
                holds=known.holds or offer.holds, version=known.version or offer.version
            )
    return found


def _installed(
    look: Look, backend: Backend, packages: tuple[str, ...], offers: Mapping[str, Offer] | Unknown
) -> Mapping[str, str] | Unknown:
    told = {} if isinstance(offers, Unknown) else offers
    found = {name: offer.installed for name, offer in told.items() if offer.installed}
    if not isinstance(offers, Unknown) and all(offer.installed is not None for offer in told.values()):
        return found
    answer = ask_all(look, backend.installed(packages))
    if isinstance(answer, Unknown):
        return answer
    return {**found, **{offer.package: offer.installed for offer in answer if offer.installed}}


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
