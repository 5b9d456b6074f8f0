"""What each way does for its own part of a request that is split."""

from __future__ import annotations

from pipwise.decide.narrowed import narrowed
from pipwise.decide.options import OPTIONS
from pipwise.decide.questions import QUESTIONS
from pipwise.decide.reasons import reasons
from pipwise.decide.subject import named_of
from pipwise.model.decision import Situation, Weighed

Shares = tuple[tuple[str, str], ...]


def parts_of(assignments: Shares) -> dict[str, tuple[str, ...]]:
    """By way out, the requirements that go there, in the order in which they were asked for."""
    found: dict[str, tuple[str, ...]] = {}
    for text, option in assignments:
        found[option] = (*found.get(option, ()), text)
    return found


def sees_system(situation: Situation, assignments: Shares) -> bool:
    """Whether a new environment has to see the operating system's modules: some of what is asked for comes from there.

    A command that the operating system brings is seen from everywhere.
    """
    parts = parts_of(assignments)
    if "venv" not in parts or "os-package" not in parts:
        return False
    kinds = {one.kind.kind for one in named_of(narrowed(situation, parts["os-package"]))}
    return kinds != {"application"}


def weighed_shares(situation: Situation, assignments: Shares, chosen: str) -> dict[str, Weighed]:
    """By way out, its verdict on its own part, with the commands for that; empty where nothing is split."""
    parts = parts_of(assignments)
    if len(parts) < 2:
        return {}
    found = {
        option.name: _weighed(option.name, narrowed(situation, parts[option.name]), chosen)
        for option in OPTIONS
        if option.name in parts
    }
    if "app" in found and "inject" in found:
        # The host is installed by its own part.
        host, plug_in = found["app"], found["inject"]
        rest = tuple(one for one in plug_in.commands if one not in host.commands)
        found["inject"] = plug_in._replace(commands=rest)
    return found


def _weighed(name: str, situation: Situation, chosen: str) -> Weighed:
    option = next(one for one in OPTIONS if one.name == name)
    answers = {question.id: question.answer(situation) for question in QUESTIONS}
    judged = option.judge(answers)
    subject = (
        () if any(one.code.startswith("subject:") for one in judged.reasons) else reasons(answers, "subject")
    )
    return Weighed(
        name,
        "recommended" if name == chosen else "possible",
        option.risk,
        (*subject, *judged.reasons),
        option.commands(situation),
    )
