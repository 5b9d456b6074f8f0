"""Putting a question to a package manager: the one place that knows how an answer may fail to come."""

from __future__ import annotations

from pipwise.backends import Question
from pipwise.facts.resolution import find_program
from pipwise.facts.trust import distrust
from pipwise.model.known import Unknown
from pipwise.model.value import Sequence, TypeVar
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
_ANSWERS = {"dpkg-query": (0, 1), "apt-cache": (0,)}
"""Exit statuses that are answers: 1 is that there is no such package (dpkg-query(1), EXIT STATUS), not that it failed."""


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
    key = b"" if anew else _key(look, question)
    known = _recalled(look, question, key) if key else None
    if known is not None:
        return question.read(known)
    answer = look.ask(question.argv, environment=variables, timeout=question.timeout)
    if answer.problem:
        return Unknown(f"{question.argv[0]} {_WHY[answer.problem]}")
    if key and answer.status in _ANSWERS[question.argv[0]]:
        look.remember(
            _name(question),
            b"%s\0%d %d\n%s%s" % (key, answer.status, len(answer.stdout), answer.stdout, answer.stderr),
        )
    return question.read(answer)


def _key(look: Look, question: Question[T]) -> bytes:
    """The question and the state of what it is answered from; b'' where that is not known."""
    places = _READ_FROM.get(question.argv[0], ())
    if not places:
        return b""
    state = "".join(f"{path} {_state(look, path)}\n" for path in places)
    return f"{' '.join(question.argv)}\n{state}".encode("utf-8", "surrogateescape")


def _name(question: Question[T]) -> str:
    """Where the last answer to a question is kept; a short sum will do, since the whole key stands in the record."""
    from zlib import crc32

    return f"answer-{crc32(' '.join(question.argv).encode('utf-8', 'surrogateescape')):08x}"


def _recalled(look: Look, question: Question[T], key: bytes) -> Answer | None:
    """The answer to this very question from this very state, if it is remembered."""
    whose, found, rest = (look.recall(_name(question)) or b"").partition(b"\0")
    if not found or whose != key:
        return None
    numbers, _, said = rest.partition(b"\n")
    try:
        status, length = map(int, numbers.split())
    except ValueError:
        return None
    return Answer(status, said[:length], said[length:])


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
