"""What a question is: its id, what it reads, how it is put, and the function that answers it."""

from __future__ import annotations

from pipwise.model.decision import Answered, Situation
from pipwise.model.outcome import Evidence
from pipwise.model.value import Callable, NamedTuple


class Question(NamedTuple):
    """One question: what it reads, how it is put, and the function that answers it."""

    id: str
    text: str
    reads: tuple[str, ...]
    answers: tuple[str, ...]
    answer: Callable[[Situation], Answered]


def words_of(situation: Situation) -> Evidence:
    """The command line as evidence."""
    return Evidence(" ".join(situation.intent.invocation.words), "command line")
