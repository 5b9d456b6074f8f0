"""Projects that a package of another name provides: asked only where the manager lists a name that is no package."""

from __future__ import annotations

from pipwise.backends import BACKENDS, Held, Offer, Offers
from pipwise.backends.virtual import providers
from pipwise.facts.asking import ask_all
from pipwise.model.known import Unknown
from pipwise.model.value import Mapping
from pipwise.system.look import Look


def hear_virtual(
    look: Look, manager: str, wanted: Mapping[str, tuple[str, ...]], offers: Offers
) -> tuple[Offer, ...]:
    """The packages that provide a name of a project in a version, with their candidates; each holds the project."""
    virtual = tuple(one.package for one in offers if not one.version and not one.installed)
    questions = providers(manager, virtual)
    told = ask_all(look, questions) if questions else ()
    if isinstance(told, Unknown) or not told:
        return ()
    holds: dict[str, list[Held]] = {}
    for offer in told:
        for held in offer.holds:
            holds.setdefault(offer.package, []).extend(
                held._replace(project=project) for project, names in wanted.items() if held.project in names
            )
    found = ask_all(look, BACKENDS[manager].candidates(tuple(holds)))
    if isinstance(found, Unknown):
        return ()
    return tuple(one._replace(holds=tuple(holds.get(one.package, ()))) for one in found)
