"""A request that is split, for people: where each part goes, why, and its commands."""

from __future__ import annotations

from pipwise.decide.options import OPTIONS
from pipwise.decide.sharing import parts_of
from pipwise.model.decision import Decision, Weighed
from pipwise.render.wrapped import wrapped

_SUMMARIES = {option.name: option.summary for option in OPTIONS}
_FIRST = ("os-package",)
"""An environment that is to see the operating system's modules comes after them."""


def in_order(decision: Decision) -> list[tuple[Weighed, tuple[str, ...]]]:
    """The ways with their parts, in the order in which they are to be gone."""
    parts = parts_of(decision.assignments)
    shared = [(one, parts[one.option]) for one in decision.options if one.option in parts]
    names = [option.name for option in OPTIONS]
    shared.sort(
        key=lambda one: (one[0].option not in _FIRST, one[0].option == "inject", names.index(one[0].option))
    )
    return shared


def brief_lines(decision: Decision) -> list[str]:
    """A line for each part, for who acts on it at once."""
    lines = []
    for weighed, texts in in_order(decision):
        place = decision.goal.root if decision.goal is not None and weighed.option == decision.chosen else ""
        where = f": {place}" if place else ""
        lines.append(f"{', '.join(texts)}: {_SUMMARIES[weighed.option]}{where}")
    return lines


def share_lines(decision: Decision) -> list[str]:
    """A paragraph for each way."""
    lines = ["It belongs into several places, since not all of it is the same kind of thing:"]
    for weighed, texts in in_order(decision):
        lines.append(wrapped(f"{', '.join(texts)}: {_SUMMARIES[weighed.option]} ({weighed.option})", "  ", 4))
        lines.append(wrapped(f"because {_because(weighed)}", "    ", 4))
        lines += [
            f"    {line}"
            for command in weighed.commands
            for _, text in command.display
            for line in text.splitlines()
        ]
    if decision.goal is not None and decision.goal.sees_system:
        lines.append(
            wrapped(
                "The environment is made to see the operating system's modules (--system-site-packages). What is built"
                " against another numpy than theirs would want a numpy of its own there.",
                "  ",
            )
        )
    return lines


_PLAIN = ("asks", "touches", "elsewhere", "call", "outcome", "who", "consumer", "place")


def _because(weighed: Weighed) -> str:
    plain = _PLAIN if "venv" in weighed.option else (*_PLAIN, "environment")
    telling = [one.text for one in weighed.reasons if one.code.partition(":")[0] not in plain]
    return ", and ".join(dict.fromkeys(telling[:2] or [one.text for one in weighed.reasons[:1]]))
