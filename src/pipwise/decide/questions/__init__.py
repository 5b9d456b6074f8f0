"""The literal table of questions that every decision is made from; flow, docs and reason codes are drawn from it."""

from __future__ import annotations

from pipwise.decide.questions import asker, call, environment, packages, python, request
from pipwise.decide.questions.question import Question

__all__ = ["QUESTIONS", "Question"]

QUESTIONS: tuple[Question, ...] = (
    *request.QUESTIONS,
    *python.QUESTIONS,
    *asker.QUESTIONS,
    *call.QUESTIONS,
    *packages.QUESTIONS,
    *environment.QUESTIONS,
)
