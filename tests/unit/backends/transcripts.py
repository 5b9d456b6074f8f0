"""What real package managers answered, as ``record.py`` wrote it down."""

from __future__ import annotations

import json
from typing import Any

from pipwise.backends import Question
from pipwise.facts.asking import ask
from pipwise.model.known import Unknown
from pipwise.system.look import Answer
from tests.recorded.look import RecordedLook, machine
from tests.rigs.managers import MACHINES
from tests.unit.backends.record import RECORDED, questions


def look_at(name: str, moment: str = "with lists", **more: Any) -> RecordedLook:
    """A machine of which nothing is there but what its manager answered at that moment."""
    document = json.loads((RECORDED / f"{name}.json").read_text(encoding="utf-8"))
    answers = {
        tuple(one["argv"]): Answer(one["status"], one["stdout"].encode(), one["stderr"].encode())
        for one in document[moment]
    }
    return machine(more.pop("files", {}), answers=answers, **more)


def heard(name: str, what: str, moment: str = "with lists") -> Any:
    """The answers to one group of questions together, or the Unknown among them."""
    look = look_at(name, moment)
    found = [ask(look, question) for question in questions(MACHINES[name].manager)[what]]
    unknown = next((one for one in found if isinstance(one, Unknown)), None)
    return unknown or tuple(offer for answer in found for offer in answer)


def told(answer: Answer, question: Question[Any]) -> Any:
    """What a question makes of an answer."""
    return question.read(answer)
