"""Putting a question to a package manager: the one place that knows how an answer may fail to come."""

from __future__ import annotations

from collections.abc import Sequence

from pipwise.backends import Question
from pipwise.facts.resolution import find_program
from pipwise.facts.trust import distrust
from pipwise.model.known import Unknown
from pipwise.model.value import TypeVar
from pipwise.system.look import Answer, Look
from pipwise.system.parallel import in_parallel

T = TypeVar("T")
_WHY = {
    "not-found": "is not there",
    "timeout": "does not answer",
    "not-permitted": "may not be run",
    "not-executable": "cannot be run",
    "too-much-output": "does not stop talking",
}


_DPKG = "/var/lib/dpkg/status"
_READ_FROM = {
    "dpkg-query": (_DPKG,),
    "apt-cache": (
        _DPKG,
        "/var/lib/apt/lists",
        "/etc/apt",
        "/etc/apt/apt.conf",
        "/etc/apt/apt.conf.d",
        "/etc/apt/preferences",
        "/etc/apt/preferences.d",
        "/etc/apt/sources.list",
        "/etc/apt/sources.list.d",
    ),
}
"""What the programs that are slow to answer read (apt-cache(8), FILES): an answer is remembered only for those."""


def ask(look: Look, question: Question[T], *, anew: bool = False) -> T | Unknown:
    """What the manager answers, in the language that it is read in; Unknown where it cannot be asked.

    Root runs nothing for it that somebody else could change. ``anew``: no remembered answer will do.
    """
    variables = {name: value for name, value in look.environment.items() if name != "LANGUAGE"}
    variables.update({"LC_ALL": "C", **dict(question.environment)})
    program = find_program(look, question.argv[0], variables, "/")
    reason = distrust(look, program) if program else ""
    if reason:
        return Unknown(reason)
    key = "" if anew else _key(look, question)
    known = look.recall(key) if key else None
    if known is not None:
        return question.read(Answer(0, known, b""))
    answer = look.ask(question.argv, environment=variables, timeout=question.timeout)
    if answer.problem:
        return Unknown(f"{question.argv[0]} {_WHY[answer.problem]}")
    if key and answer.status == 0:
        look.remember(key, answer.stdout)
    return question.read(answer)


def _key(look: Look, question: Question[T]) -> str:
    """The key of an answer that holds for as long as what it is read from stays as it is; '' where that is not known."""
    places = _READ_FROM.get(question.argv[0], ())
    if not places:
        return ""
    import hashlib

    state = "".join(f"{path} {_state(look, path)}\n" for path in places)
    text = f"{' '.join(question.argv)}\n{state}".encode("utf-8", "surrogateescape")
    return f"asked-{hashlib.sha256(text).hexdigest()}"


def _state(look: Look, path: str) -> str:
    try:
        stat = look.stat(path)
    except OSError:
        return "absent"
    return f"{stat.device} {stat.inode} {stat.mtime_ns} {stat.size}"


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
