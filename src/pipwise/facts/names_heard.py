"""What the machine's package manager says of some names: one conversation for all of them."""

from __future__ import annotations

from pipwise.backends import BACKENDS, Backend, Offer, Offers
from pipwise.catalog.spelling import normalise
from pipwise.facts.asking import ask_all
from pipwise.facts.names_virtual import hear_virtual
from pipwise.model.known import Unknown
from pipwise.model.value import Iterable, Mapping, NamedTuple
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
    told = why or ask_all(look, backend.exact(tuple(wanted), python))
    beside = () if isinstance(told, Unknown) else told
    packages = _packages(beside, wanted)
    answer = why or (ask_all(look, backend.candidates(packages)) if packages else ())
    virtual = () if isinstance(answer, Unknown) else hear_virtual(look, manager, wanted, answer)
    if virtual:
        told = beside = (*beside, *virtual)
    offers = answer if isinstance(answer, Unknown) else _by_package((*answer, *beside))
    every = (*packages, *(offer.package for offer in beside if offer.package not in packages))
    return Heard(manager, _exact(told, offers, wanted), offers, _installed(look, backend, every, offers))


def _packages(told: Offers, wanted: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What is still to be asked: what was told by halves, and the candidates of projects that nobody says they hold."""
    halves = [offer.package for offer in told if not (offer.version and offer.holds)]
    known = {normalise(held.project) for offer in told for held in offer.holds}
    others = [name for project, names in wanted.items() if project not in known for name in names]
    return tuple(dict.fromkeys(name for name in (*halves, *others) if name))


def _exact(
    told: Offers | Unknown, offers: Mapping[str, Offer] | Unknown, wanted: Iterable[str]
) -> Mapping[str, Offers] | Unknown:
    """By project, those of the packages that were told which say that they hold it."""
    if isinstance(told, Unknown):
        return told
    if isinstance(offers, Unknown) and not all(offer.holds for offer in told):
        return offers
    known = {} if isinstance(offers, Unknown) else offers
    whole = {offer.package: known.get(offer.package, offer) for offer in told}
    return {project: tuple(one for one in whole.values() if holds(one, project)) for project in wanted}


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


def holds(offer: Offer, project: str) -> bool:
    """Whether a package says that it holds a project."""
    return any(normalise(held.project) == project for held in offer.holds)


def _by_package(offers: Iterable[Offer]) -> dict[str, Offer]:
    """One offer a package: the first that tells its version, with all that they say it holds."""
    found: dict[str, Offer] = {}
    for offer in offers:
        known = found.setdefault(offer.package, offer)
        holds = tuple(dict.fromkeys((*known.holds, *offer.holds)))
        found[offer.package] = known._replace(holds=holds, version=known.version or offer.version)
    return found


def _installed(
    look: Look, backend: Backend, packages: tuple[str, ...], offers: Mapping[str, Offer] | Unknown
) -> Mapping[str, str] | Unknown:
    if not packages:
        return {}
    told = {} if isinstance(offers, Unknown) else offers
    found = {name: offer.installed for name, offer in told.items() if offer.installed}
    if not isinstance(offers, Unknown) and all(offer.installed is not None for offer in told.values()):
        return found
    answer = ask_all(look, backend.installed(packages))
    if isinstance(answer, Unknown):
        return answer
    return {**found, **{offer.package: offer.installed for offer in answer if offer.installed}}
