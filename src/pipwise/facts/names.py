"""Which OS packages provide what was asked for on this machine, in which version, and whether that fits.

In the order of trust: what the target interpreter has, the standard library and curated relations, the manager's own exact
answer, the table held against what the manager has, the rule of naming where no other project owns the name.
"""

from __future__ import annotations

from pipwise.catalog.kinds import kind_of
from pipwise.catalog.names import Where, find_mistake, look_up, questions
from pipwise.facts.glance import stands
from pipwise.facts.managers import manager_of
from pipwise.facts.names_empty import hear_empty
from pipwise.facts.names_fill import fill_in
from pipwise.facts.names_heard import Heard, hear
from pipwise.facts.names_here import Here, look_here
from pipwise.facts.names_live import live_of
from pipwise.facts.names_place import python_of, where_of
from pipwise.facts.names_typed import word_of
from pipwise.model.host import Host
from pipwise.model.intent import Requirement
from pipwise.model.interpreter import Environment
from pipwise.model.known import Fact, Unknown
from pipwise.model.names import Named
from pipwise.model.value import Mapping, Sequence
from pipwise.system.look import Look


def look_up_names(
    look: Look, requirements: Sequence[Requirement], target: Fact[Environment], host: Host
) -> tuple[Named, ...]:
    """One answer for each requirement that is a name; paths, archives and addresses stand for themselves."""
    asked = [(word_of(one), one) for one in requirements if one.kind == "named"]
    manager = manager_of(look, target)
    python = python_of(target)
    where = _of_raspberry(look, where_of("" if isinstance(manager, Unknown) else manager.value, host, python))
    projects = {word: look_up(word, where).project or one.name for word, one in asked}
    if isinstance(manager, Unknown):
        heard = Heard("", manager, manager, manager)
    else:
        heard = hear(look, manager.value, _wanted(projects, where), python)
    here = look_here(look, heard.manager, target, projects.values())
    request = tuple(word_of(one) for one in requirements)
    empty = hear_empty(look, where, heard, projects)
    return tuple(
        _named(word, one.specifier, projects[word], where, heard, here[projects[word]], request, empty)
        for word, one in asked
    )


def _of_raspberry(look: Look, where: Where) -> Where:
    """Raspberry Pi OS of 64 bits has Debian's os-release, an archive beside Debian's, and a file of its own."""
    if where.distribution == "debian" and stands(look, "/etc/rpi-issue"):
        return where._replace(distribution="raspbian")
    return where


def _wanted(projects: Mapping[str, str], where: Where) -> dict[str, tuple[str, ...]]:
    """By project, the packages that it may be called; two words may mean the same project."""
    found: dict[str, tuple[str, ...]] = {}
    for word, project in projects.items():
        found[project] = (*found.get(project, ()), *questions(word, where))
    return found


def _named(
    word: str,
    specifier: str,
    project: str,
    where: Where,
    heard: Heard,
    here: Here,
    request: tuple[str, ...],
    empty: frozenset[str],
) -> Named:
    named = look_up(word, where, specifier, live_of(heard, project)._replace(empty=empty))
    mistake = named.mistake or find_mistake(word, where.python, request)
    if isinstance(heard.offers, Unknown) and named.packaged == "no" and mistake is None:
        # The machine may have other sources than the table was built from.
        named = named._replace(packaged="unknown")
    kind = kind_of(project)
    kind = kind._replace(commands=kind.commands or named.kind.commands)
    return fill_in(named._replace(mistake=mistake, kind=kind, here=here.version), where, heard, here)
