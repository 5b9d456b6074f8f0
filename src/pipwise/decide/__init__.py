"""Where does this request belong? Pure: from facts, intent and outcome to a decision with its reasons."""

from __future__ import annotations

from pipwise.decide.asking import why_ask
from pipwise.decide.goal import goal_of
from pipwise.decide.options import OPTIONS
from pipwise.decide.questions import QUESTIONS
from pipwise.decide.rank import rank
from pipwise.model.decision import Answered, Decision, Situation, Weighed

__all__ = ["chosen_in", "decide"]


def chosen_in(situation: Situation) -> str:
    """The name of the way that would be chosen, '' for none: what is needed to ask what a decision turns on."""
    answers = {question.id: question.answer(situation) for question in QUESTIONS}
    options = rank([option.judge(answers) for option in OPTIONS], situation.wishes)
    return options[0].option if options and options[0].verdict == "recommended" else ""


def decide(situation: Situation) -> Decision:
    """Answer every question, weigh every way out, choose the best; ``--via`` overrules the ranking, never safety."""
    answers = {question.id: question.answer(situation) for question in QUESTIONS}
    weighed = [option.weigh(situation, answers) for option in OPTIONS]
    options = rank(weighed, situation.wishes)
    chosen = options[0].option if options and options[0].verdict == "recommended" else ""
    return Decision(
        chosen=chosen,
        assignments=tuple((requirement.text, chosen) for requirement in situation.intent.requirements),
        options=tuple(options),
        flow=_flow(answers, options[:1]),
        goal=goal_of(situation, answers, chosen),
        ask=why_ask(situation, answers, chosen),
    )


def _flow(answers: dict[str, Answered], chosen: list[Weighed]) -> tuple[Answered, ...]:
    return tuple(answers.values())
