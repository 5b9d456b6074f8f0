"""``why`` for people: what would happen, why, where it belongs instead, and what was rejected."""

from __future__ import annotations

from pipwise.decide.arguments import for_environment
from pipwise.decide.options import OPTIONS
from pipwise.decide.questions.request import brings_pip
from pipwise.decide.reasons import quoted
from pipwise.model.decision import Decision, Situation, Weighed
from pipwise.model.intent import Intent
from pipwise.predict.codes import OUTCOME_CODES
from pipwise.render.wrapped import wrapped as _wrapped

_SUMMARIES = {option.name: option.summary for option in OPTIONS}
_SAID = {
    "allowed": "goes on",
    "refused": "is refused",
    "risky": "goes on, and is risky",
    "fails": "fails",
    "unknown": "cannot be predicted",
}
_DONE_HERE = ("app", "inject")
_PLAIN = ("asks", "touches", "elsewhere", "call", "outcome", "environment", "who")
_UNSAID = ("start:unknown", "place:unknown", "consumer:unknown")
_INTO = {
    "venv": "It belongs into a new virtual environment",
    "existing-venv": "It belongs into the virtual environment",
    "already-satisfied": "It is there already, in",
}


def why_text(situation: Situation, decision: Decision, *, explain: bool, name: str = "pipwise") -> str:
    """The explanation; with ``explain`` every question, its answer and its evidence. ``name`` is how pipwise is called."""
    lines = [" ".join(quoted(word) for word in situation.intent.invocation.words)]
    lines += [*_would(situation, decision), *_notes(situation)]
    if situation.preview is not None:
        from pipwise.render.preview_text import preview_lines

        lines += ["", *preview_lines(situation.preview)]
    if explain:
        from pipwise.render.flow_text import flow_lines

        lines += ["", *flow_lines(decision)]
    lines += ["", *_where(situation, decision, name)]
    ways = {decision.chosen, *(option for _, option in decision.assignments)}
    others = [option for option in decision.options if option.option not in ways]
    lines += _others([one for one in others if explain or one.verdict != "impossible"], explain=explain)
    return "\n".join(line.rstrip() for line in lines)


def _would(situation: Situation, decision: Decision) -> list[str]:
    outcome = situation.outcome
    status = "" if outcome.exit_status is None else f" (exit status {outcome.exit_status})"
    lines = [f"  {_SAID[outcome.verdict]}: {outcome.code}{status}"]
    if outcome.destination:
        lines.append(f"  it would install into {outcome.destination}")
    lines += [_wrapped(f"harm: {harm.text}", "  ", 4) for harm in outcome.harms[:5]]
    if len(outcome.harms) > 5:
        lines.append(f"  harm: and {len(outcome.harms) - 5} more")
    texts = {answered.question: answered.text for answered in decision.flow}
    if outcome.verdict in ("fails", "unknown", "allowed"):
        lines += [_wrapped(evidence.text, "  ") for evidence in outcome.evidence[:3]]
    if outcome.verdict == "fails" and not outcome.evidence and outcome.code in OUTCOME_CODES:
        lines.append(_wrapped(OUTCOME_CODES[outcome.code], "  "))
    if outcome.verdict in ("refused", "risky"):
        lines.append(_wrapped(f"because {texts['owner']}, and {texts['marker']}", "  "))
    elif outcome.verdict != "fails":
        lines.append(_wrapped(texts["owner"], "  "))
    return lines


def _notes(situation: Situation) -> list[str]:
    return [_wrapped(f"note: {one.text}", "  ") for one in situation.facts.contradictions]


def _where(situation: Situation, decision: Decision, name: str) -> list[str]:
    if not decision.chosen:
        if situation.intent.purpose == "uninstall":
            return _installed_at(situation, name)
        return ["No way out can be recommended here."]
    if decision.is_split:
        from pipwise.render.shares_text import share_lines

        return share_lines(decision)
    chosen = decision.options[0]
    texts = {answered.question: answered.text for answered in decision.flow}
    if decision.goal is None:
        lines = [_wrapped(f"What to do: {_SUMMARIES[chosen.option]} ({chosen.option})", "")]
        lines.append(_wrapped(f"because {_because(chosen)}", "  "))
        if chosen.option not in _DONE_HERE:
            return lines + command_lines(chosen, "  ")
        if _stands_in_a_file(decision) and chosen.commands:
            return [*lines, "  write into the file:", *command_lines(chosen, "    ")]
        lines.append(f"  do it:    {_pipwise(situation, name)}")
        at_hand = [one for one in chosen.commands if not {"pipx", "uv"} & set(one.needs)]
        lines += [f"  by hand:  {text}" for command in at_hand for _, text in command.display]
        return [*lines, *([_wrapped(f"pipwise asks first: {decision.ask}", "  ")] if decision.ask else [])]
    lines = [f"{_INTO[chosen.option]}: {decision.goal.root}"]
    place = (
        "" if decision.goal.role in ("asked", "consumer", "active", "image") else f"{texts['place']}, and "
    )
    lines.append(_wrapped(f"because {place}{texts['environment']}", "  "))
    if chosen.option == "already-satisfied":
        return lines
    if told := _names_nothing(situation.intent):
        return [*lines, _wrapped(told, "  "), f"  do it:    {name} install NAME"]
    if chosen.commands and all(language != "sh" for language, _ in chosen.commands[0].display):
        return [*lines, "  write into the file:", *command_lines(chosen, "    ")]
    lines.append(f"  do it:    {_pipwise(situation, name)}")
    if chosen.commands and chosen.commands[0].argv[0] != "pipwise":
        lines += [f"  by hand:  {text}" for command in chosen.commands for _, text in command.display]
    if decision.ask:
        lines.append(_wrapped(f"pipwise asks first: {decision.ask}", "  "))
    return lines


def _stands_in_a_file(decision: Decision) -> bool:
    return any((one.question, one.answer) == ("call", "own-file") for one in decision.flow)


def _names_nothing(intent: Intent) -> str:
    """What to say where there is not a word of what to install: as in a log that begins with the refusal, or to bring pip."""
    if intent.purpose == "other" and brings_pip(intent):
        return "an environment has a pip of its own; with the name of what pip was wanted for:"
    if intent.purpose != "install" or intent.requirements or intent.requirement_files or intent.groups:
        return ""
    return "it is not shown what was to be installed; with its name for NAME:"


def _installed_at(situation: Situation, name: str) -> list[str]:
    """Where it would be taken away, and by what; a description of a machine does not tell."""
    from pipwise.render.uninstall_text import where_line

    words = " ".join(quoted(one.text) for one in situation.intent.requirements)
    if situation.lives is None:
        return ["Where it is installed, and by what it is removed, can only be told on the machine itself."]
    if not situation.lives:
        return ["Nothing of that name is installed here."]
    lines = ["Where it is:", *(_wrapped(where_line(one), "  ", 4) for one in situation.lives)]
    return [*lines, f"  remove it:  {name} uninstall {words}"]


def _pipwise(situation: Situation, name: str) -> str:
    words = [quoted(word) for word in for_environment(situation.intent)]
    env = ["--env", quoted(situation.wishes.env)] if situation.wishes.env else []
    return " ".join([name, *words[:1], *env, *words[1:]])


def _others(options: list[Weighed], *, explain: bool) -> list[str]:
    if not options:
        return []
    lines = ["", "Not chosen:"]
    for option in options:
        reason = option.reasons[0].text if option.reasons else ""
        lines.append(_wrapped(f"{option.option} ({option.verdict}): {reason}", "  ", 4))
        if explain:
            lines += command_lines(option, "      ")
    return lines


def _because(chosen: Weighed) -> str:
    """What the row that decided asks first: those are its most telling questions; what every command does is left out.

    That nothing was said of a thing is no reason either.
    """
    telling = [
        one.text
        for one in chosen.reasons
        if one.code.partition(":")[0] not in _PLAIN and one.code not in _UNSAID
    ]
    return ", and ".join(dict.fromkeys(telling[:2] or [one.text for one in chosen.reasons[:1]]))


def command_lines(option: Weighed, indent: str) -> list[str]:
    """What can be pasted: shell commands as they are, and what belongs into a file below the name of its language."""
    lines: list[str] = []
    for command in option.commands:
        for language, text in command.display:
            if language != "sh":
                lines.append(f"{indent}# {language}:")
            lines += [f"{indent}{line}" for line in text.splitlines()]
    return lines
