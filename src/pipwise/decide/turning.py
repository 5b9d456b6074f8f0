"""On what a decision turns: whether an answer that costs a question to the machine could change it."""

from __future__ import annotations

from pipwise.decide import chosen_in
from pipwise.model.decision import Situation
from pipwise.model.known import Source, Unknown
from pipwise.model.names import Kind, Named, OsPackage
from pipwise.model.value import Literal

_SUPPOSED = Source("given", "supposed")
_KINDS: tuple[Literal["application", "library"], ...] = ("application", "library")


def turns_on_packages(situation: Situation) -> bool:
    """Whether it would be decided otherwise if the operating system had all that is asked for, than if it had nothing."""
    if situation.wishes.via == "os-package":
        return True
    names = situation.facts.names
    without = _with(situation, tuple(one._replace(packages=(), packaged="no") for one in names))
    everything = _with(situation, tuple(_packaged(one) for one in names))
    return chosen_in(without) != chosen_in(everything)


def turns_on_kind(situation: Situation) -> bool:
    """Whether it would be decided otherwise if what is of an unknown kind were an application than if it were a library."""
    names = situation.facts.names
    if all(one.kind.kind != "unknown" for one in names):
        return False
    application, library = (
        tuple(one._replace(kind=Kind(kind)) if one.kind.kind == "unknown" else one for one in names)
        for kind in _KINDS
    )
    return chosen_in(_with(situation, library)) != chosen_in(_with(situation, application))


def _with(situation: Situation, names: tuple[Named, ...]) -> Situation:
    return situation._replace(facts=situation.facts._replace(names=names))


def _packaged(named: Named) -> Named:
    unknown = Unknown("supposed")
    package = OsPackage("", named.project, "same", "exact", unknown, unknown, unknown, "fits", _SUPPOSED)
    return named._replace(packages=(package,), packaged="yes")
