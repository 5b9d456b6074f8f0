"""The environment that the request is for, and whether it has it already."""

from __future__ import annotations

from pipwise.decide.questions.python import YOURS, owner_of
from pipwise.decide.questions.question import Question, words_of
from pipwise.model.decision import Answered, Seen, Situation
from pipwise.model.known import Known
from pipwise.model.outcome import Evidence

_ROLES = ("asked", "consumer", "active", "project", "plain", "personal", "image")
_STATES = ("works", "absent", "broken", "not-mine", "not-a-venv", "unknown")


def _environment(situation: Situation) -> Answered:
    """The first environment in the order of the design that the request goes into."""
    seen = first_fit(situation)
    if seen is None:
        return Answered(
            "environment", "none", "there is no place for an environment", Evidence("no home directory")
        )
    if seen.state in ("absent", "broken") and not base_interpreter(situation):
        return Answered(
            "environment", "no-python", "there is no Python to make an environment with", Evidence(seen.root)
        )
    what = {
        "asked": "the environment that was asked for",
        "consumer": "the environment that it will be imported in",
        "active": "the active environment",
        "project": "the project's environment",
        "plain": "the working directory's own environment",
        "personal": "your personal environment",
        "image": "the image's environment",
    }[seen.role]
    state = {
        "works": "is there and works",
        "absent": "is not there yet",
        "broken": f"is broken: {seen.why}",
    }.get(seen.state, seen.why)
    return Answered("environment", f"{seen.role}-{seen.state}", f"{what} {state}", Evidence(seen.root))


def first_fit(situation: Situation) -> Seen | None:
    """The environment that the order of targets leads to; what is not the caller's to change is passed over."""
    for seen in situation.seen:
        if seen.state in ("works", "absent", "broken") or seen.role in ("asked", "active"):
            return seen
    return None


def base_interpreter(situation: Situation) -> str:
    """The Python that a new environment is made with: the one asked for, else the one that the command would have met."""
    if situation.wishes.python:
        return situation.wishes.python
    target = situation.facts.target
    return target.value.interpreter.executable if isinstance(target, Known) else situation.base


def _satisfied(situation: Situation) -> Answered:
    seen = first_fit(situation)
    wanted = tuple(requirement.text for requirement in situation.intent.requirements)
    plain = wanted and not _more_than_names(situation)
    own = situation.outcome.code == "already-satisfied" and owner_of(situation).answer in YOURS
    if own and (seen is None or seen.state != "works"):
        return Answered("satisfied", "yes", "this Python already has what was asked for", words_of(situation))
    if seen is None or seen.state != "works" or not plain:
        return Answered("satisfied", "no", "something is left to be installed", words_of(situation))
    missing = [text for text in wanted if text not in seen.satisfied]
    if missing:
        return Answered("satisfied", "no", f"{missing[0]} is not in {seen.root}", Evidence(seen.root))
    return Answered("satisfied", "yes", f"{seen.root} already has what was asked for", Evidence(seen.root))


def _more_than_names(situation: Situation) -> bool:
    """Files, editables, URLs, --upgrade and the like: only the installer itself can say that nothing is to be done."""
    intent = situation.intent
    if intent.requirement_files or intent.groups or any(item.kind != "named" for item in intent.requirements):
        return True
    options = dict(intent.arguments.options)
    return any(
        options.get(name)
        for name in ("upgrade", "force_reinstall", "ignore_installed", "pre", "json_report_file", "dry_run")
    )


QUESTIONS = (
    Question(
        "environment",
        "Which environment is it for?",
        ("seen", "target"),
        (*(f"{role}-{state}" for role in _ROLES for state in _STATES), "none", "no-python"),
        _environment,
    ),
    Question("satisfied", "Is it there already?", ("seen",), ("yes", "no"), _satisfied),
)
