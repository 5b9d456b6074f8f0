"""From a name that was asked for to what it stands for on one platform."""

from __future__ import annotations

from pipwise.catalog.names.conventions import conventional_name
from pipwise.catalog.names.spelling import normalize
from pipwise.catalog.names.where import NOBODY_ASKED, Live, Where
from pipwise.model.known import Source, Unknown
from pipwise.model.names import Kind, Mistake, Named, OsPackage


def look_up(asked: str, where: Where, specifier: str = "", live: Live = NOBODY_ASKED) -> Named:
    """What a name stands for there: its project, the OS packages that provide it (best first), or the likely mistake.

    Pure, and in the order of trust: curated negatives, the manager's own exact answer, the shipped table (held
    against what is present), the rule of naming where no other project owns that package. Versions, what is
    installed, the fit and the kind's score are Unknown here; who can look fills them in with ``_replace``.
    """
    project = normalize(asked)
    package = conventional_name(project, where)
    known = live.present is not None
    found = package in (live.present or frozenset())
    return Named(
        asked=asked,
        project=project,
        specifier=specifier,
        kind=Kind("unknown"),
        packages=(_candidate(package, where),) if found else (),
        packaged="yes" if found else "no" if known else "unknown",
        mistake=find_mistake(asked, where),
    )


def questions(asked: str, where: Where) -> tuple[str, ...]:
    """Packages to ask the manager about (do they exist, in which version?) before ``look_up``; best first."""
    package = conventional_name(normalize(asked), where)
    return (package,) if package else ()


def find_mistake(asked: str, where: Where, request: tuple[str, ...] = ()) -> Mistake | None:
    """What was probably meant instead, where a name is most likely not what was meant.

    ``request`` is every name of the same command line: ``pip install pip install x`` is told by its words together.
    """
    return None


def _candidate(package: str, where: Where) -> OsPackage:
    unasked = Unknown("nobody has asked the package manager")
    return OsPackage(
        manager=where.manager,
        package=package,
        relation="same",
        how="convention",
        version=unasked,
        upstream=unasked,
        installed=unasked,
        fit="unknown",
        source=Source("catalogue", "the rule of naming"),
    )
