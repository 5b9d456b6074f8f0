"""What the machine's package manager said, as the tables of names take it."""

from __future__ import annotations

from pipwise.catalog.names import Live
from pipwise.facts.names_heard import Heard
from pipwise.model.known import Unknown


def live_of(heard: Heard, project: str) -> Live:
    """What was said that bears on one project."""
    if isinstance(heard.offers, Unknown):
        return Live(_exact(heard, project))
    versions = {name: offer.version or offer.installed or "" for name, offer in heard.offers.items()}
    there = {name: version for name, version in versions.items() if version}
    return Live(_exact(heard, project), frozenset(there), there)


def _exact(heard: Heard, project: str) -> tuple[str, ...] | None:
    if isinstance(heard.exact, Unknown):
        return None
    return tuple(dict.fromkeys(offer.package for offer in heard.exact.get(project, ())))
