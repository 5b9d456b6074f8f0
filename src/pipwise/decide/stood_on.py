"""What a decision stood on: the answers that would have to be other ones for another decision, and nothing else."""

from __future__ import annotations

from pipwise.decide.options import OPTIONS
from pipwise.model.decision import Decision, Situation
from pipwise.model.known import Known
from pipwise.model.value import NamedTuple

# Who reads it and where it is typed changes how it is asked for, never what is done.
_PASSING = ("call",)


class Stone(NamedTuple):
    """One of them: what it is, in a word that can be compared, and in words for people."""

    name: str
    answer: str
    text: str


def stood_on(situation: Situation, decision: Decision) -> tuple[Stone, ...]:
    """The prediction, the interpreter and its pip, and the answers by which the chosen way was weighed."""
    outcome = situation.outcome
    guards = next((one.guards for one in OPTIONS if one.name == decision.chosen), ())
    answers = [
        Stone(one.question, one.answer, one.text)
        for one in decision.flow
        if one.question in guards and one.question not in _PASSING
    ]
    said = f"{outcome.verdict} ({outcome.code})"
    return (Stone("prediction", f"{outcome.verdict}/{outcome.code}", said), *_python(situation), *answers)


def _python(situation: Situation) -> list[Stone]:
    target = situation.facts.target
    if not isinstance(target, Known):
        return [Stone("interpreter", "unknown", target.why)]
    interpreter, pip = target.value.interpreter, target.value.pip
    version = ".".join(map(str, interpreter.version))
    words = f"{interpreter.executable} {version} in {interpreter.prefix}"
    copy = pip.value if isinstance(pip, Known) else None
    return [
        Stone("interpreter", words, words),
        Stone("pip", copy.version if copy else "none", f"pip {copy.version}" if copy else "no pip"),
    ]
