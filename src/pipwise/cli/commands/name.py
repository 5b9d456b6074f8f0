"""Tell what a name stands for: the OS packages that provide it, whether their version fits, and what kind of thing it is.

NAME is a project of PyPI, with or without a specifier. An import name (cv2), a command or an OS package (python3-requests) is
answered with what was probably meant. Without --on, this machine's own package manager is asked; nothing is changed.
"""

from __future__ import annotations

from pipwise.catalog.spelling import normalise
from pipwise.cli.session import live_look, pip_words
from pipwise.cli.words import Own
from pipwise.errors import COULD_NOT_LOOK, DONE, UsageError
from pipwise.facts.managers import manager_of
from pipwise.facts.names import look_up_names
from pipwise.facts.names_described import described_names, where_on
from pipwise.facts.names_meant import meant_by
from pipwise.facts.names_place import python_of, where_of
from pipwise.facts.probe import probe
from pipwise.intent import read_intent
from pipwise.intent.requirements import read_requirement
from pipwise.model.facts import Facts
from pipwise.model.intent import Requirement
from pipwise.model.known import Known, Unknown
from pipwise.model.names import Named
from pipwise.render.name_answer import Answered, Place


def run(own: Own, words: tuple[str, ...]) -> int:
    """Look up and show; exit 0, or 6 where this machine's package manager could not be asked."""
    if not words:
        raise UsageError("there is no name to look up", hint="pipwise name requests")
    requirements = [_requirement(word) for word in words]
    places = [_on(text, requirements) for text in own.on.split(",")] if own.on else [_here(own, requirements)]
    if own.json:
        import json

        from pipwise.render.name_json import name_json

        print(json.dumps(name_json(places), indent=2))
    else:
        from pipwise.cli.screen import show
        from pipwise.render.name_text import name_text

        show(name_text(places))
    unknown = [one for place in places for one in place.names if one.named.packaged == "unknown"]
    return COULD_NOT_LOOK if unknown and not own.on else DONE


def _requirement(word: str) -> Requirement:
    """A word as a requirement; Gentoo's packages look like paths to pip."""
    found = read_requirement(word)
    if found.kind == "path" and word.count("/") == 1 and word[0].isalpha():
        return Requirement(word, normalise(word), (), "", "", "named")
    if found.kind != "named":
        raise UsageError(f"{word!r} is not a name", "it is a path, an address or an invalid requirement")
    return found


def _here(own: Own, requirements: list[Requirement]) -> Place:
    """This machine, with the Python that a plain ``pip install`` would change."""
    look = live_look(own)
    texts = tuple(one.text for one in requirements)
    facts = probe(look, read_intent(pip_words(look, ("install", *texts), "")))
    manager = manager_of(look, facts.target)
    name = "" if isinstance(manager, Unknown) else manager.value
    where = where_of(name, facts.host, python_of(facts.target))
    named = look_up_names(look, requirements, facts.target, facts.host)
    meant = {one.asked: meant_by(one, where) for one in named}
    others = [read_requirement(project) for project in dict.fromkeys(p for ps in meant.values() for p in ps)]
    found = (
        {one.project: one for one in look_up_names(look, others, facts.target, facts.host)} if others else {}
    )
    return Place("", _title(facts), name, _answered(named, meant, found), root=look.uid == 0)


def _title(facts: Facts) -> str:
    return facts.host.os.value.name if isinstance(facts.host.os, Known) else facts.host.platform


def _on(text: str, requirements: list[Requirement]) -> Place:
    """A platform of the table, from the tables of names alone."""
    from pipwise.cli.recorded import platform_named

    platform = platform_named(text.strip())
    where = where_on(platform)
    named = described_names(platform, requirements)
    meant = {one.asked: meant_by(one, where) for one in named}
    others = [read_requirement(project) for project in dict.fromkeys(p for ps in meant.values() for p in ps)]
    found = {one.project: one for one in described_names(platform, others)}
    return Place(text.strip(), platform.row.title, where.manager, _answered(named, meant, found))


def _answered(
    named: tuple[Named, ...], meant: dict[str, tuple[str, ...]], found: dict[str, Named]
) -> tuple[Answered, ...]:
    return tuple(
        Answered(
            one, tuple(found[normalise(other)] for other in meant[one.asked] if normalise(other) in found)
        )
        for one in named
    )
