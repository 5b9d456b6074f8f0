"""What kind of thing a request is about: the kinds of its names, and what outranks them."""

from __future__ import annotations

from pipwise.catalog.spelling import normalise
from pipwise.model.decision import Situation
from pipwise.model.intent import Requirement
from pipwise.model.known import Known
from pipwise.model.names import Named

# They keep applications apart; where they are wanted, they are not there to install themselves.
_TOOLS = frozenset(("pipx", "uv"))


def named_of(situation: Situation) -> tuple[Named, ...]:
    """What is known of the requirements' names, in their order; names that nobody has looked up are left out."""
    known = _by_name(situation)
    found = (known.get(one.name) for one in situation.intent.requirements if one.kind == "named")
    return tuple(named for named in found if named is not None)


def _by_name(situation: Situation) -> dict[str, Named]:
    return {normalise(named.asked): named for named in situation.facts.names}


def project_named(situation: Situation) -> Named | None:
    """What is known of the project whose source or requirements are installed, or None."""
    project = situation.facts.project
    if not isinstance(project, Known) or project.value is None or not project.value.name:
        return None
    return _by_name(situation).get(normalise(project.value.name))


def subject_of(situation: Situation) -> str:
    """The answer to the question ``subject``.

    Files, groups, editables and sources are about a project, whatever they name. But root does not develop: where root installs
    an application's source or requirements from a checkout, the application is wanted. So it is where somebody types that its
    source is to be copied: who develops asks for it in place, or with the extras that it is tested with.
    """
    intent = situation.intent
    requirements = intent.requirements
    whole = _whole(situation)
    if whole:
        product = project_named(situation)
        editable = any(one.editable for one in requirements)
        installs = situation.facts.asker.uid == 0 or intent.invocation.become == "root"
        if product is None or editable:
            return whole
        if product.kind.kind != "application" and not _is_for_its_command(product):
            return whole
        return "application" if installs else "product" if _is_copied(situation) else whole
    if not requirements:
        return "nothing"
    kinds = [
        _kind(situation, one)
        for one in requirements
        if len(requirements) == 1 or not rides_along(situation, one)
    ]
    if len(kinds) == 1:
        return "tool" if requirements[0].name in _TOOLS else kinds[0]
    return _together(kinds)


def _whole(situation: Situation) -> str:
    intent = situation.intent
    if intent.requirement_files or intent.groups:
        return "requirements"
    local = any(one.editable or one.kind == "path" for one in intent.requirements)
    return "project" if local else ""


def _is_copied(situation: Situation) -> bool:
    """Whether one source tree is asked for as it is, and nothing else, at a prompt."""
    intent = situation.intent
    one = intent.requirements[0] if len(intent.requirements) == 1 else None
    typed = situation.facts.call.standing in ("terminal", "unknown", "")
    return (
        typed and one is not None and one.kind == "path" and not one.extras and not intent.requirement_files
    )


def _kind(situation: Situation, requirement: Requirement) -> str:
    name = requirement.name
    if not name and requirement.kind in ("vcs", "url"):
        from pipwise.intent.url_name import name_in_url

        name = name_in_url(requirement)
    named = _by_name(situation).get(name) if name else None
    if named is None:
        return "unknown"
    return "own-command" if _is_for_its_command(named) else named.kind.kind


def _is_for_its_command(named: Named) -> bool:
    if named.kind.kind not in ("both", "unknown") or not named.kind.signals:
        return False
    from pipwise.catalog.kinds.signals import NAMED, WANTED

    return WANTED in named.kind.signals or NAMED in named.kind.signals


def rides_along(situation: Situation, requirement: Requirement) -> bool:
    """Whether it is a plug-in of an application that is asked for with it."""
    named = _by_name(situation).get(requirement.name)
    if named is None or named.kind.kind != "plug-in" or named.kind.host_is != "application":
        return False
    return any(one.name == named.kind.host for one in situation.intent.requirements)


def _together(kinds: list[str]) -> str:
    if all(kind == "application" for kind in kinds):
        return "applications"
    return "libraries" if all(kind == "library" for kind in kinds) else "several"
