"""Where does this request belong? Pure: from facts, intent and outcome to a decision with its reasons."""

from __future__ import annotations

from pipwise.decide.asking import why_ask
from pipwise.decide.goal import goal_of
from pipwise.decide.options import OPTIONS
from pipwise.decide.questions import QUESTIONS
from pipwise.decide.rank import rank
from pipwise.model.decision import Decision, Situation, Weighed

__all__ = ["chosen_in", "decide"]


def chosen_in(situation: Situation) -> str:
    """The name of the way that would be chosen, '' for none: what is needed to ask what a decision turns on."""
    answers = {question.id: question.answer(situation) for question in QUESTIONS}
    options = rank([option.judge(answers) for option in OPTIONS], situation.wishes)
    return options[0].option if options and options[0].verdict == "recommended" else ""


def decide(situation: Situation, *, all_commands: bool = True) -> Decision:
    """Answer every question, weigh every way out, choose the best; ``--via`` overrules the ranking, never safety.

    Without ``all_commands`` only the chosen way has its commands: what makes the others' need not be imported.
    """
    answers = {question.id: question.answer(situation) for question in QUESTIONS}
    options = rank([option.judge(answers) for option in OPTIONS], situation.wishes)
    chosen = options[0].option if options and options[0].verdict == "recommended" else ""
    assignments = tuple((requirement.text, chosen) for requirement in situation.intent.requirements)
    own: dict[str, Weighed] = {}
    if len(assignments) > 1:
        from pipwise.decide.shares import shares_of
        from pipwise.decide.sharing import sees_system, weighed_shares

        assignments = shares_of(situation, answers, chosen, chosen_in)
        situation = situation._replace(sees_system=sees_system(situation, assignments))
        own = weighed_shares(situation, assignments, chosen)
    makers = {option.name: option.commands for option in OPTIONS}
    options = [
        one._replace(commands=makers[one.option](situation))
        if one.verdict not in ("impossible", "refused") and (all_commands or one.verdict == "recommended")
        else one
        for one in options
    ]
    return Decision(
        chosen=chosen,
        assignments=assignments,
        options=tuple(own.get(one.option, one) for one in options),
        flow=tuple(answers.values()),
        goal=goal_of(situation, answers, chosen),
        ask=why_ask(situation, answers, chosen),
    )
