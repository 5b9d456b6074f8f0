"""The way to a decision, question by question: what was asked, what the answer is, and what it stands on."""

from __future__ import annotations

from pipwise.decide.options import OPTIONS
from pipwise.decide.questions import QUESTIONS
from pipwise.model.decision import Answered, Decision
from pipwise.render.wrapped import wrapped

_TEXTS = {question.id: question.text for question in QUESTIONS}
_SUMMARIES = {option.name: option.summary for option in OPTIONS}


def flow_lines(decision: Decision) -> list[str]:
    """The questions that the chosen way stands on, in the order in which it asks them, then the others, a line each."""
    chosen = decision.options[0] if decision.chosen else None
    ids = [reason.code.partition(":")[0] for reason in chosen.reasons] if chosen else []
    answers = {one.question: one for one in decision.flow}
    lines = ["How it was decided:"]
    for name in ids:
        if name in answers:
            lines += _answered(answers[name])
    lines += [
        wrapped(reason.text, "  * ", 4)
        for reason in (chosen.reasons if chosen else ())
        if reason.code.partition(":")[0] not in answers
    ]
    if chosen:
        lines.append(wrapped(f"{chosen.option}: {_SUMMARIES[chosen.option]}", "  => ", 5))
    others = [one for one in decision.flow if one.question not in ids]
    lines += [
        "",
        "Also asked:",
        *(wrapped(f"{_TEXTS[one.question]} {one.answer}", "  ", 4) for one in others),
    ]
    return lines


def _answered(one: Answered) -> list[str]:
    evidence = f" [{one.evidence.text}]" if one.evidence.text and one.evidence.text not in one.text else ""
    return [
        wrapped(f"{_TEXTS[one.question]} {one.answer}", "  ? ", 4),
        wrapped(f"{one.text}{evidence}", "      ", 6),
    ]
