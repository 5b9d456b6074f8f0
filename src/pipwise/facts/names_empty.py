"""Packages that would be named and have nothing in them: asked only where the tables do not know the release itself."""

from __future__ import annotations

from pipwise.backends import emptied
from pipwise.catalog.names import Where, is_settled, look_up
from pipwise.facts.asking import ask_all
from pipwise.facts.names_heard import Heard
from pipwise.facts.names_live import live_of
from pipwise.model.known import Unknown
from pipwise.model.value import Mapping
from pipwise.system.look import Look


def hear_empty(look: Look, where: Where, heard: Heard, projects: Mapping[str, str]) -> frozenset[str]:
    """Those of the packages of these words (word → project) that say they are dummies; none where nobody can be asked."""
    if not heard.manager or isinstance(heard.offers, Unknown) or is_settled(where):
        return frozenset()
    named = [
        package.package
        for word, project in projects.items()
        for package in look_up(word, where, live=live_of(heard, project)).packages
        if package.how in ("table", "convention")
    ]
    questions = emptied(heard.manager, tuple(dict.fromkeys(named)))
    told = ask_all(look, questions) if questions else ()
    return frozenset() if isinstance(told, Unknown) else frozenset(told)
