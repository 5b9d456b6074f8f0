"""The answer of ``name`` as a value: for each place, each name with what may have been meant by it."""

from __future__ import annotations

from pipwise.backends import BACKENDS, Order
from pipwise.model.known import Known
from pipwise.model.names import Named, OsPackage
from pipwise.model.value import Literal, NamedTuple

Confidence = Literal["certain", "high", "guess"]
_BACK_ENDS = {"emerge": "portage"}


class Answered(NamedTuple):
    """One name that was asked for, and the projects that may have been meant instead."""

    named: Named
    meant: tuple[Named, ...] = ()


class Place(NamedTuple):
    """This machine, or a platform of the table."""

    on: str
    """As it was asked for; '' for this machine."""
    title: str
    manager: str
    """'' where there is none that is known."""
    names: tuple[Answered, ...]


def confidence_of(package: OsPackage) -> Confidence:
    """How sure it is that the package is the project: told by manager or machine, by a table, or only by its name."""
    if package.how in ("installed", "exact"):
        return "certain"
    if package.how == "convention":
        return "guess"
    return "certain" if isinstance(package.version, Known) else "high"


def install_order(named: Named) -> Order | None:
    """How the best package that may fit is installed; None where there is none, or the name was probably a mistake."""
    best = next((one for one in named.packages if one.fit in ("fits", "unknown")), None)
    if best is None or named.mistake is not None:
        return None
    back_end = BACKENDS.get(_BACK_ENDS.get(best.manager, best.manager))
    return back_end.install((best.package,)) if back_end else None
