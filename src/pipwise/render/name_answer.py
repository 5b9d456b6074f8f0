"""The answer of ``name`` as a value: for each place, each name with what may have been meant by it."""

from __future__ import annotations

from pipwise.backends import BACKENDS, Backend, Order
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
    root: bool = False
    """Whether root asks, who needs no sudo and may have none."""


def confidence_of(package: OsPackage) -> Confidence:
    """How sure it is that the package is the project: told by manager or machine, by a table, or only by its name."""
    if package.how in ("installed", "exact"):
        return "certain"
    if package.how == "convention":
        return "guess"
    return "certain" if isinstance(package.version, Known) else "high"


def install_order(named: Named) -> Order | None:
    """How the best package that may fit is installed; None where there is none, or the name was probably a mistake.

    A part of the standard library is no project, and all the same a package of the operating system may bring it (tkinter).
    """
    best = next((one for one in named.packages if one.fit in ("fits", "unknown")), None)
    if best is None or (named.mistake is not None and best.relation != "standard-library-split"):
        return None
    back_end = back_end_of(best.manager)
    return back_end.install((best.package,)) if back_end else None


def back_end_of(manager: str) -> Backend | None:
    """The back end of a package manager as the tables of names call it."""
    return BACKENDS.get(_BACK_ENDS.get(manager, manager))
