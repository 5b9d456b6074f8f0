"""Putting a question to a package manager: the one place that knows how an answer may fail to come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from pipwise.backends import Question
from pipwise.facts.resolution import find_program
from pipwise.facts.trust import distrust
from pipwise.model.known import Unknown
from pipwise.system.look import Look
from pipwise.system.parallel import in_parallel

T = TypeVar("T")
_WHY = {
    "not-found": "is not there",
    "timeout": "does not answer",
    "not-permitted": "may not be run",
    "not-executable": "cannot be run",
    "too-much-output": "does not stop talking",
}


def ask(look: Look, question: Question[T]) -> T | Unknown:
    """What the manager answers, in the language that it is read in; Unknown where it cannot be asked.

    Root runs nothing for it that somebody else could change.
    """
    variables = {name: value for name, value in look.environment.items() if name != "LANGUAGE"}
    variables.update({"LC_ALL": "C", **dict(question.environment)})
    program = find_program(look, question.argv[0], variables, "/")
    reason = distrust(look, program) if program else ""
    if reason:
        return Unknown(reason)
    answer = look.ask(question.argv, environment=variables, timeout=question.timeout)
    if answer.problem:
        return Unknown(f"{question.argv[0]} {_WHY[answer.problem]}")
    return question.read(answer)


def ask_all(look: Look, questions: Sequence[Question[tuple[T, ...]]]) -> tuple[T, ...] | Unknown:
    """The answers of several questions together; Unknown where one of them is, or where there is no question."""
    if not questions:
        return Unknown("there is no such question to this package manager")
    found: list[T] = []
    for answer in in_parallel(lambda question: ask(look, question), questions):
        if isinstance(answer, Unknown):
            return answer
        found += answer
    return tuple(found)
