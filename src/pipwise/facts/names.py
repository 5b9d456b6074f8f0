"""Which OS packages provide what was asked for on this machine, in which version, and whether that fits.

In the order of trust: what the target interpreter has, the standard library and curated relations, the manager's own exact
answer, the table held against what the manager has, the rule of naming where no other project owns the name.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipwise.catalog.kinds import kind_of
from pipwise.catalog.names import Live, Where, conventional_name, find_mistake, look_up, questions
from pipwise.facts.managers import manager_of, python_of, where_of
from pipwise.facts.names_fill import fill_in
from pipwise.facts.names_heard import Heard, hear, holds
from pipwise.facts.names_here import Here, look_here
from pipwise.model.host import Host
from pipwise.model.intent import Requirement
from pipwise.model.interpreter import Environment
from pipwise.model.known import Fact, Unknown
from pipwise.model.names import Named
from pipwise.system.look import Look


def look_up_names(
    look: Look, requirements: Sequence[Requirement], target: Fact[Environment], host: Host
) -> tuple[Named, ...]:
    """One answer for each requirement that is a name; paths, archives and addresses stand for themselves."""
    asked = [one for one in requirements if one.kind == "named"]
    manager = manager_of(look, target)
    python = python_of(target)
    where = where_of("" if isinstance(manager, Unknown) else manager.value, host, python)
    if isinstance(manager, Unknown):
        heard = Heard("", manager, manager, manager)
    else:
        wanted = {one.name: questions(word_of(one), where) for one in asked}
        heard = hear(look, manager.value, wanted, python)
    here = look_here(look, heard.manager, target, [one.name for one in asked])
    words = tuple(word_of(one) for one in requirements)
    return tuple(_named(one, where, heard, here[one.name], words) for one in asked)


def word_of(requirement: Requirement) -> str:
    """The name as it was typed: without extras, specifier and marker (Gentoo's packages have a slash)."""
    text = requirement.text.strip()
    end = next((index for index, one in enumerate(text) if not (one.isalnum() or one in "-_./")), len(text))
    return text[:end]


def _named(one: Requirement, where: Where, heard: Heard, here: Here, request: tuple[str, ...]) -> Named:
    named = look_up(
        word_of(one), where, one.specifier, Live(_exact(heard, one.name), _present(heard, one.name, where))
    )
    mistake = named.mistake or find_mistake(named.asked, where, request)
    named = named._replace(mistake=mistake, kind=kind_of(named.project or one.name), here=here.version)
    return fill_in(named, where, heard, here)


def _exact(heard: Heard, project: str) -> tuple[str, ...] | None:
    if isinstance(heard.exact, Unknown):
        return None
    return tuple(dict.fromkeys(offer.package for offer in heard.exact.get(project, ())))


def _present(heard: Heard, project: str, where: Where) -> frozenset[str] | None:
    """What the manager has. A package that is only named like the project, and says it holds another, is not it."""
    if isinstance(heard.offers, Unknown):
        return None
    usual = conventional_name(project, where)
    return frozenset(
        name
        for name, offer in heard.offers.items()
        if (offer.version or offer.installed)
        and not (name == usual and offer.holds and not holds(offer, project))
    )
