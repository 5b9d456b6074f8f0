#!/usr/bin/env python3
"""Write docs/reference/reasons.md: every code that a reason can have, what it means, and which rows stand on it."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from pipwise.decide.options import OPTIONS
from pipwise.decide.questions import QUESTIONS
from pipwise.decide.rows import fits
from reason_words import MEANINGS, OTHERS, ROLES, STATES

PAGE = ROOT / "docs/reference/reasons.md"
_HEAD = """\
# Reasons

<!-- Written by scripts/reason_page.py from the questions and the rows; a test holds it equal. -->

A reason is an answer: its code is `question:answer`, as `pipwise why --json` has it in `reasons` and `questions`, and its text
says what that is here, with the fact that it stands on. `pipwise why --explain` shows all of them.

"Recommends" are the ways out with a row that asks for this answer and recommends them, if the row's other answers are there,
too. "Stops" are those that cannot be gone with this answer, whatever the others are. The rows themselves are in
[how it is decided](decision.md#the-rows).
"""


def page() -> str:
    """The whole page."""
    lines = [_HEAD]
    for question in QUESTIONS:
        lines += [f"## {question.id}", "", f"{question.text} (reads {', '.join(question.reads)})", ""]
        if question.id == "environment":
            lines += _environment()
        lines += ["| code | meaning | recommends | stops |", "|---|---|---|---|"]
        lines += [
            f"| `{question.id}:{answer}` | {MEANINGS[question.id][answer]} | {_recommends(question.id, answer)} "
            f"| {_stops(question.id, answer)} |"
            for answer in question.answers
        ]
        lines.append("")
    lines += [
        "## What somebody has said",
        "",
        "These are no answers: they stand first where `--via` or a [policy](policy.md) has its say.",
        "",
        "| code | meaning |",
        "|---|---|",
        *(f"| `{code}` | {text} |" for code, text in OTHERS.items()),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _environment() -> list[str]:
    """The parts that most of its answers are made of."""
    return [
        "An answer is the environment's role and its state: "
        + "; ".join(f"`{role}` is {what}" for role, what in ROLES.items())
        + ". States: "
        + "; ".join(f"`{state}`: {said}" for state, said in STATES.items())
        + ".",
        "",
    ]


def _recommends(question: str, answer: str) -> str:
    found = [
        option.name
        for option in OPTIONS
        if any(
            row.verdict == "recommended"
            and any(name == question and fits(pattern, answer) for name, pattern in row.when)
            for row in option.rows
        )
    ]
    return ", ".join(f"`{name}`" for name in found)


def _stops(question: str, answer: str) -> str:
    """Ways that cannot be gone with this answer, whatever the others are."""
    found = []
    for option in OPTIONS:
        left = [row for row in option.rows if row.verdict not in ("refused", "impossible")]
        named = [[pattern for name, pattern in row.when if name == question] for row in left]
        if left and all(patterns and not any(fits(one, answer) for one in patterns) for patterns in named):
            found.append(option.name)
    return ", ".join(f"`{name}`" for name in found)


def main() -> None:
    """Write it."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
