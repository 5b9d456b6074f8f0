"""``why`` for people: what would happen, why, where it belongs instead, and what was rejected."""

from __future__ import annotations

import textwrap

from pipwise.decide.options import OPTIONS
from pipwise.decide.reasons import quoted
from pipwise.model.decision import Decision, Situation, Weighed
from pipwise.model.outcome import Outcome

_WIDTH = 80
_SUMMARIES = {option.name: option.summary for option in OPTIONS}


def why_text(situation: Situation, decision: Decision, *, explain: bool) -> str:
    """The explanation; with ``explain`` every question, its answer and its evidence."""
    lines = [" ".join(quoted(word) for word in situation.intent.invocation.words)]
    lines += _would(situation.outcome)
    lines += [_wrapped(text, "  ") for text in _because(situation, decision)]
    lines += [_wrapped(f"note: {one.text}", "  ") for one in situation.facts.contradictions]
    if explain:
        lines += ["", "how it was decided:"]
        for answered in decision.flow:
            lines.append(
                _wrapped(
                    f"{answered.question}: {answered.answer}. {answered.text} [{answered.evidence.text}]",
                    "  ",
                    4,
                )
            )
    lines += ["", *_where(situation, decision)]
    others = [option for option in decision.options if option.option != decision.chosen]
    lines += _others([one for one in others if explain or one.verdict != "impossible"], explain=explain)
    return "\n".join(line.rstrip() for line in lines)


def _would(outcome: Outcome) -> list[str]:
    status = "" if outcome.exit_status is None else f", exit status {outcome.exit_status}"
    said = {
        "allowed": "goes on",
        "refused": "is refused",
        "risky": "goes on, and is risky",
        "fails": "fails",
        "unknown": "cannot be predicted",
    }[outcome.verdict]
    lines = [f"  {said}: {outcome.code}{status}"]
    if outcome.destination:
        lines.append(f"  it would install into {outcome.destination}")
    lines += [_wrapped(f"harm: {harm.text}", "  ", 4) for harm in outcome.harms[:5]]
    if len(outcome.harms) > 5:
        lines.append(f"  harm: and {len(outcome.harms) - 5} more")
    return lines


def _because(situation: Situation, decision: Decision) -> list[str]:
    wanted = ("owner", "marker") if situation.outcome.verdict in ("refused", "risky") else ("owner",)
    texts = {answered.question: answered.text for answered in decision.flow}
    found = [f"because {texts[wanted[0]]}"] + [f"and {texts[question]}" for question in wanted[1:]]
    if situation.outcome.verdict in ("fails", "unknown"):
        found += [evidence.text for evidence in situation.outcome.evidence[:2]]
    return found


def _where(situation: Situation, decision: Decision) -> list[str]:
    if not decision.chosen:
        return ["No way out can be recommended here."]
    chosen = decision.options[0]
    lines = [f"It belongs: {_SUMMARIES[chosen.option]} ({chosen.option})"]
    if decision.goal:
        lines.append(f"  {decision.goal.root}")
    why = [
        reason.text
        for reason in chosen.reasons
        if reason.code.partition(":")[0] not in ("owner", "outcome", "marker")
    ]
    lines += [_wrapped(f"because {text}", "  ", 4) for text in why]
    if (
        decision.goal
        and situation.intent.purpose == "install"
        and chosen.option in ("new-venv", "existing-venv")
    ):
        lines.append(f"  do it: {_pipwise(situation)}")
        if chosen.commands and chosen.commands[0].argv[0] != "pipwise":
            lines.append("  or by hand:")
            lines += [f"    {text}" for command in chosen.commands for _, text in command.display]
    else:
        lines += [f"  {text}" for command in chosen.commands for _, text in command.display]
    if decision.ask:
        lines.append(_wrapped(f"  pipwise install asks first: {decision.ask}", "  ", 4))
    return lines


def _pipwise(situation: Situation) -> str:
    from pipwise.decide.arguments import for_environment

    return " ".join(["pipwise", *(quoted(word) for word in for_environment(situation.intent))])


def _others(options: list[Weighed], *, explain: bool) -> list[str]:
    if not options:
        return []
    lines = ["", "Not chosen:"]
    for option in options:
        reason = option.reasons[0].text if option.reasons else ""
        lines.append(_wrapped(f"{option.option} ({option.verdict}): {reason}", "  ", 4))
        if explain:
            lines += [f"      {text}" for command in option.commands for _, text in command.display]
    return lines


def _wrapped(text: str, indent: str, hang: int = 2) -> str:
    return textwrap.fill(
        text.strip(),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=" " * hang,
        break_long_words=False,
        break_on_hyphens=False,
    )
