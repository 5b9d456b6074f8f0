"""The wheels that would arrive, read from the index that pip would take them from."""

from __future__ import annotations

from pipwise.facts.index_settings import Index, read_index
from pipwise.facts.wheel_contents import contents_of
from pipwise.model.decision import Situation
from pipwise.model.known import Unknown
from pipwise.model.preview import Arrival, Incoming
from pipwise.predict.preview_arrivals import Directories, arrive
from pipwise.system.fetch import Fetch
from pipwise.system.look import Look
from pipwise.system.parallel import in_parallel

_NOTHING_FITS = "Could not find a version that satisfies the requirement "


def arrivals_of(
    look: Look, situation: Situation, incoming: tuple[Incoming, ...], into: Directories
) -> tuple[tuple[Arrival, ...], tuple[str, ...]]:
    """What each of them puts where, and what could not be read of which."""
    fetch = _fetch(look, situation)
    read = in_parallel(lambda one: contents_of(look, fetch, one), incoming)
    arrivals, unknown = [], []
    for one, contents in zip(incoming, read, strict=True):
        if isinstance(contents, Unknown):
            unknown.append(contents.why)
        else:
            arrivals.append(arrive(one, contents, into))
    return tuple(arrivals), tuple(unknown)


def explained(look: Look, situation: Situation, unknown: Unknown) -> Unknown:
    """Why pip found nothing: a project may be there, but only as source, which nobody builds to find out."""
    if _NOTHING_FITS not in unknown.why:
        return unknown
    from pipwise.facts.index_wheel import has_only_sources
    from pipwise.intent.requirements import read_requirement

    wanted = unknown.why.partition(_NOTHING_FITS)[2].partition(" (from")[0]
    name = read_requirement(wanted).name
    index = _index(look, situation)
    if not name or index is None or not has_only_sources(_fetch(look, situation), index, name):
        return unknown
    return Unknown(
        f"{name} has no wheel for this Python, only source: what it would do is known when it has been built, "
        "and building it runs its code"
    )


def _index(look: Look, situation: Situation) -> Index | None:
    settings = situation.facts.pip_settings
    if isinstance(settings, Unknown):
        return None
    return read_index(settings.value, look.environment, look.home)


def _fetch(look: Look, situation: Situation) -> Fetch:
    from pipwise.system.fetch import Access
    from pipwise.system.network import RealFetch

    index = _index(look, situation)
    return RealFetch(index.access if index else Access())
