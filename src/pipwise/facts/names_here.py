"""What the target interpreter already has of some projects, and which packages brought it: the most certain answer."""

from __future__ import annotations

from pipwise.backends import BACKENDS
from pipwise.catalog.spelling import normalise
from pipwise.facts.asking import ask_all
from pipwise.facts.glance import names
from pipwise.model.interpreter import Distribution, Environment
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.model.value import Iterable, NamedTuple
from pipwise.system.look import Look


class Here(NamedTuple):
    """One project in the target."""

    version: Fact[str | None]
    """None where the target does not have it."""
    package: str = ""
    """The OS package that brought it, or '' where it was not one, or nobody knows."""
    path: str = ""
    """Its metadata."""


def look_here(
    look: Look, manager: str, target: Fact[Environment], projects: Iterable[str]
) -> dict[str, Here]:
    """By project; the owners of all of them are asked for at once."""
    if isinstance(target, Unknown):
        return {project: Here(target) for project in projects}
    distributions = target.value.distributions
    if isinstance(distributions, Unknown):
        return {project: Here(distributions) for project in projects}
    first: dict[str, Distribution] = {}
    for one in distributions.value:
        first.setdefault(one.name, one)
    paths = {project: _metadata(look, first[project]) for project in projects if project in first}
    owners = _owners(look, manager, tuple(path for path in paths.values() if path))
    return {
        project: Here(
            Known(first[project].version, Source("live", paths.get(project) or first[project].location)),
            owners.get(paths.get(project, ""), ""),
            paths.get(project, ""),
        )
        if project in first
        else Here(Known(None, target.source))
        for project in projects
    }


def owners_of(look: Look, manager: str, found: Iterable[Distribution]) -> dict[tuple[str, str], str]:
    """(project, directory) → the OS package that brought it; what none has brought is left out."""
    paths = {(one.name, one.location): _metadata(look, one) for one in found}
    owners = _owners(look, manager, tuple(path for path in paths.values() if path))
    return {key: owners[path] for key, path in paths.items() if path in owners}


def _metadata(look: Look, distribution: Distribution) -> str:
    """The path of its metadata, whose name is spelled as its author does."""
    for name in names(look, distribution.location):
        stem, _, kind = name.rpartition(".")
        if kind in ("dist-info", "egg-info") and normalise(stem.partition("-")[0]) == distribution.name:
            return f"{distribution.location}/{name}"
    return ""


def _owners(look: Look, manager: str, paths: tuple[str, ...]) -> dict[str, str]:
    if not paths or manager not in BACKENDS:
        return {}
    answer = ask_all(look, BACKENDS[manager].owners(paths))
    return {} if isinstance(answer, Unknown) else dict(answer)
