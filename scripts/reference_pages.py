#!/usr/bin/env python3
"""Write the pages of docs/reference/ that are derived from the registers: commands, exit codes, and how it is decided."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from pipwise.cli.register import COMMANDS
from pipwise.cli.words import OWN_OPTIONS
from pipwise.decide.options import OPTIONS
from pipwise.decide.questions import QUESTIONS
from pipwise.decide.rows import Row
from pipwise.errors import EXIT_CODES
from pipwise.plan import WAYS

_NOTE = "<!-- Written by scripts/reference_pages.py from the registers; a test holds it equal. -->"


def commands() -> str:
    """The page of commands and of pipwise's own options."""
    lines = ["# Commands", "", _NOTE, ""]
    for verb, command in COMMANDS.items():
        lines += [f"## {verb}", "", f"{command.summary[0].upper()}{command.summary[1:]}.", "", "```console"]
        lines += [f"$ {example}" for example in command.examples]
        lines += ["```", "", f"Usage: `{command.usage}`", ""]
        if command.options:
            lines += [f"Own options: {', '.join(f'`--{name}`' for name in command.options)}.", ""]
    lines += [
        "## pipwise's own options",
        "",
        "They stand before or after the command, are never abbreviated, and end at `--`.",
        "All other words are the tool's own and pass through untouched.",
        "",
        "| option | meaning |",
        "|---|---|",
    ]
    lines += [
        f"| `--{name}{' ' + one.value if one.value else ''}` | {one.summary} |"
        for name, one in OWN_OPTIONS.items()
    ]
    return "\n".join(lines) + "\n"


def exit_codes() -> str:
    """The table of exit codes."""
    lines = ["# Exit codes", "", _NOTE, "", "| code | meaning |", "|---|---|"]
    lines += [f"| {code} | {text} |" for code, text in EXIT_CODES.items()]
    lines += [
        "",
        "`pipwise run` becomes the program that it runs, so its exit code is that program's; 127 where there is no such",
        "command. 130 is an interrupt at the keyboard.",
    ]
    return "\n".join(lines) + "\n"


def decision() -> str:
    """Questions, ways out and the flow between them."""
    lines = [
        "# How it is decided",
        "",
        _NOTE,
        "",
        "Every decision answers the same questions, in this order.",
        "",
    ]
    lines += ["| question | id | reads | answers |", "|---|---|---|---|"]
    for one in QUESTIONS:
        many = len(one.answers) > 20
        answers = (
            "the environment's role and its state, such as `active-works`" if many else ", ".join(one.answers)
        )
        lines.append(f"| {one.text} | `{one.id}` | {', '.join(one.reads)} | {answers} |")
    lines += [
        "",
        "Every way out is weighed by the answers to its own questions; the code of a reason is question and",
        "answer.",
        "",
    ]
    lines += ["| way out | risk | what it is | decided by | carried out |", "|---|---|---|---|---|"]
    for option in OPTIONS:
        done = "yes" if option.name in WAYS else "not yet: its commands are printed"
        guards = ", ".join(f"`{guard}`" for guard in option.guards)
        lines.append(f"| `{option.name}` | {option.risk} | {option.summary} | {guards} | {done} |")
    lines += [
        "",
        "## The rows",
        "",
        "A way out has the verdict of the first of its rows that stands; where none does, it is impossible. Of several that are",
        "recommended, the one that stands first in the table above is chosen. `a, b` is one of them, `not a, b` none of them.",
        "",
        "| way out | verdict | where |",
        "|---|---|---|",
    ]
    for option in OPTIONS:
        lines += [f"| `{option.name}` | {row.verdict} | {_where(row)} |" for row in option.rows]
    lines += ["", "```mermaid", "flowchart TD", "  command([a command])"]
    before = "command"
    for option in OPTIONS:
        if any(row.verdict == "recommended" for row in option.rows):
            lines += [
                f"  {before} --> ask-{option.name}{{{{{option.name}: does a row stand?}}}}",
                f"  ask-{option.name} -- yes --> {option.name}[{option.summary}]",
            ]
            before = f"ask-{option.name}"
    lines.append(f"  {before} -- no --> nothing[no way out can be recommended]")
    return "\n".join([*lines, "```"]) + "\n"


def _where(row: Row) -> str:
    return "; ".join(
        f"`{name}` {pattern.replace('!', 'not ').replace('|', ', ')}" for name, pattern in row.when
    )


PAGES = {"commands.md": commands, "exit-codes.md": exit_codes, "decision.md": decision}


def main() -> None:
    """Write all pages."""
    for name, page in PAGES.items():
        (ROOT / "docs/reference" / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
