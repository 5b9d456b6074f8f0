"""The literal rows by which a way out is weighed: answers to questions on one side, a verdict on the other."""

from __future__ import annotations

from pipwise.decide.reasons import reasons
from pipwise.model.decision import Answered, Reason, Verdict
from pipwise.model.value import Mapping, NamedTuple


class Row(NamedTuple):
    """A verdict, and the answers under which it stands; all of them have to be there."""

    verdict: Verdict
    when: tuple[tuple[str, str], ...]
    """(question's id, pattern). ``a|b`` is one of them, ``!a|b`` none of them; ``*-works`` ends and ``active-*`` begins so."""


def row(verdict: Verdict, **when: str) -> Row:
    """A row; in the names of questions an underscore stands for the dash."""
    return Row(verdict, tuple((name.replace("_", "-"), pattern) for name, pattern in when.items()))


def fits(pattern: str, answer: str) -> bool:
    """Whether an answer is one that the pattern means."""
    if pattern.startswith("!"):
        return not fits(pattern[1:], answer)
    return any(_means(one, answer) for one in pattern.split("|"))


def _means(word: str, answer: str) -> bool:
    if word.startswith("*"):
        return answer.endswith(word[1:])
    return answer.startswith(word[:-1]) if word.endswith("*") else answer == word


def weigh(rows: tuple[Row, ...], answers: Mapping[str, Answered]) -> tuple[Verdict, tuple[Reason, ...]]:
    """The verdict of the first row that stands, with its answers as reasons.

    Where none does, the way is impossible, and the reason is what is missing from the last row, which asks for least.
    """
    for one in rows:
        if all(fits(pattern, answers[name].answer) for name, pattern in one.when):
            return one.verdict, reasons(answers, *(name for name, _ in one.when))
    return "impossible", reasons(answers, *_missing(rows[-1], answers))


def _missing(one: Row, answers: Mapping[str, Answered]) -> list[str]:
    return [name for name, pattern in one.when if not fits(pattern, answers[name].answer)][:1]


def guards(rows: tuple[Row, ...]) -> tuple[str, ...]:
    """Ids of the questions that the rows stand on, in the order of first use."""
    return tuple(dict.fromkeys(name for one in rows for name, _ in one.when))
