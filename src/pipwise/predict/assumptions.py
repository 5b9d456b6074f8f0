"""Predictions for what the table of platforms leaves open: made for every version and layout it may be, and compared."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.catalog.platforms import Platform
from pipwise.catalog.platforms.layouts import Kind, layout_of, site_directories
from pipwise.catalog.platforms.versions import numbers, versions_in
from pipwise.facts.certain_paths import named_paths, paths_by_owner, paths_named
from pipwise.facts.platform_python import pip_copy, platform_target
from pipwise.intent.pip_options import VERSIONS
from pipwise.model.facts import Facts
from pipwise.model.intent import Intent
from pipwise.model.interpreter import Distribution
from pipwise.model.known import Known, Source
from pipwise.model.outcome import Evidence, Outcome, Target
from pipwise.model.value import NamedTuple
from pipwise.predict import paths_to_ask, predict
from pipwise.predict.pip_python import CANNOT_RUN
from pipwise.predict.pip_releases import alike

# Either side of 3.10, where pip changes from distutils to sysconfig.
_PYTHONS = ((3, 9), (3, 14))
# No distributor has marked an older one.
_MARKED_PYTHONS = ((3, 11), (3, 14))
_PIPS = (
    ((3, 6), (0,), (21,)),
    ((3, 7), (0,), (22,)),
    ((3, 8), (0,), (24, 1)),
    ((3, 9), (0,), (25, 1)),
    ((3, 10), (0,), (26, 1)),
    ((3, 12), (21, 3), (999,)),
    ((99, 0), (23, 2), (999,)),
)
"""(Pythons before, the first pip for them, the first that is not any more), from pip's own Requires-Python and its news."""
_LAYOUTS: tuple[Kind, ...] = ("cpython", "fedora", "debian")
_PLAIN_BUILDS = ("conda",)
_WITHOUT_RECORD_SINCE = 24


def newest_pip(python: tuple[int, int]) -> str:
    """The newest pip that is there for a Python."""
    last = next(last for before, _, last in _PIPS if python < before)
    return next(version for version in reversed(VERSIONS) if numbers(version) < last)


class Assumed(NamedTuple):
    """What is assumed where the table is silent, and the leaves that are made of it."""

    text: str
    target: Target


def predictions(platform: Platform, facts: Facts, intent: Intent) -> list[tuple[str, Outcome]]:
    """What happens, for each version of pip and each layout that the table leaves open: (what was assumed, outcome)."""
    found: list[tuple[str, Outcome]] = []
    shared: dict[tuple[int, int], Outcome] = {}
    for assumed, version, kind in _assumptions(platform, facts, intent):
        outcome = shared.get(kind)
        if outcome is None:
            outcome = _predicted(platform, facts, intent, _with_pip(platform, assumed.target, version))
            if outcome.code != CANNOT_RUN:
                # That one names the version.
                shared[kind] = outcome
        pip = f"pip {version}" if version else ""
        found.append((" on ".join(filter(None, (pip, assumed.text))), outcome))
    return found


def _predicted(platform: Platform, facts: Facts, intent: Intent, target: Target) -> Outcome:
    target = _fresh(platform, facts, target)
    asked, named = paths_to_ask(target, intent), named_paths(intent, target.cwd)
    paths = (*paths_by_owner(facts, asked, root=target.root), *paths_named(asked, named), *facts.paths)
    return predict(target._replace(paths=paths), intent)


_Assumption = tuple[Assumed, str, tuple[int, int]]
"""What is assumed besides pip, a version of pip ('': as it is), and a number for those that have the same outcome."""


def _assumptions(platform: Platform, facts: Facts, intent: Intent) -> list[_Assumption]:
    target = platform_target(facts, intent)
    if not isinstance(facts.target, Known):
        return [(Assumed("", target), "", (0, 0))]
    found = [Assumed("", target)]
    if not isinstance(target.layout, Known):
        found = list(_layouts(platform, facts, target))
    versions: dict[str, int] = {"": 0}
    if not isinstance(target.version, Known) and intent.invocation.tool == "pip":
        versions = alike(versions_in(platform.pip, VERSIONS), target, intent)
    every = [(one, version, (kind, at)) for version, kind in versions.items() for at, one in enumerate(found)]
    return [one for one in every if _runs(one[0].target, one[1])] or every


def _layouts(platform: Platform, facts: Facts, target: Target) -> Iterator[Assumed]:
    source = Source("catalogue", platform.where)
    home, prefix = facts.asker.home or "", target.prefix.value if isinstance(target.prefix, Known) else ""
    known = target.python.value[:2] if isinstance(target.python, Known) else None
    marked = isinstance(target.marker, Known) and target.marker.value.state == "present"
    for python in (known,) if known else _MARKED_PYTHONS if marked else _PYTHONS:
        for kind in _kinds(platform):
            layout = layout_of(kind, prefix, python, home)
            path = (layout.user_site, *site_directories(kind, prefix, python))
            leaves = target._replace(
                layout=Known(layout, source),
                python=Known((*python, 9 if marked else 0), source),
                import_path=Known(path, source),
            )
            yield Assumed(f"Python {python[0]}.{python[1]}", leaves)


def _kinds(platform: Platform) -> tuple[Kind, ...]:
    """The layouts that it may have; builds that are no distributor's have CPython's own."""
    if platform.row.layout:
        return (platform.row.layout,)
    return ("cpython",) if platform.row.owner in _PLAIN_BUILDS else _LAYOUTS


def _runs(target: Target, version: str) -> bool:
    """Whether that release of pip can be there for that Python; '' for the target's own."""
    if target.tool != "pip" or not isinstance(target.python, Known):
        return True
    version = version or (target.version.value if isinstance(target.version, Known) else "")
    first, last = next((first, last) for before, first, last in _PIPS if target.python.value[:2] < before)
    return not version or first <= numbers(version) < last


def _with_pip(platform: Platform, target: Target, version: str) -> Target:
    if not version:
        return target
    source = Source("catalogue", platform.where)
    return target._replace(version=Known(version, source), vendor=Known(platform.row.vendor, source))


def _fresh(platform: Platform, facts: Facts, target: Target) -> Target:
    """Freshly installed: there is pip, and nothing else is known to be there."""
    version = target.version
    if not isinstance(version, Known) or not isinstance(facts.target, Known):
        return target
    known = facts.target.value.pip
    copy = (
        known.value
        if isinstance(known, Known) and known.value is not None
        else pip_copy(platform, facts.target.value.interpreter, version.value)
    )
    debian = copy.vendor == "debian"
    record = not debian or numbers(version.value) < (_WITHOUT_RECORD_SINCE,)
    pip = Distribution("pip", version.value, copy.location, record, "debian" if debian else "pip")
    return target._replace(installed=Known((pip,), version.source))


def agreed(outcomes: list[tuple[str, Outcome]], platform: Platform) -> Outcome:
    """The outcome that all of them have; where they differ, it is unknown, and what it hangs on is said."""
    first = outcomes[0][1]
    every = [outcome for _, outcome in outcomes]
    if len({(one.verdict, one.code) for one in every}) > 1:
        return Outcome(
            "unknown", "unknown", None, None, (Evidence(f"it depends: {_cases(outcomes)}", platform.where),)
        )
    evidence = first.evidence
    if first.verdict in ("allowed", "risky", "fails"):
        taken = "taken as freshly installed, with what the command names in place"
        evidence = (*evidence, Evidence(taken, platform.where))
    if len(outcomes) > 1:
        evidence = (
            *evidence,
            Evidence(f"the same for {outcomes[0][0]} as for {outcomes[-1][0]}", platform.where),
        )
    return first._replace(
        exit_status=first.exit_status if len({one.exit_status for one in every}) == 1 else None,
        destination=first.destination if len({one.destination for one in every}) == 1 else None,
        harms=first.harms if len({one.harms for one in every}) == 1 else (),
        message=first.message
        if len({one.message for one in every}) == 1 and first.verdict != "refused"
        else "",
        evidence=evidence,
    )


def _cases(outcomes: list[tuple[str, Outcome]]) -> str:
    """One assumption for each of the outcomes, such as ``pip 22.3: allowed (no-marker); pip 23.0: refused (…)``."""
    cases: dict[str, str] = {}
    for assumed, outcome in outcomes:
        cases.setdefault(f"{outcome.verdict} ({outcome.code})", assumed)
    return "; ".join(f"{assumed}: {kind}" for kind, assumed in cases.items())
