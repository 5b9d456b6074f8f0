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
from pipwise.errors import EXIT_CODES
from pipwise.plan import CARRIED_OUT

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
        answers = ", ".join(one.answers) if one.answers else "the environment's role and state"
        lines.append(f"| {one.text} | `{one.id}` | {', '.join(one.reads)} | {answers} |")
    lines += [
        "",
        "Every way out is weighed by the answers to its own questions; the code of a reason is question and",
        "answer.",
        "",
    ]
    lines += ["| way out | risk | what it is | decided by | carried out |", "|---|---|---|---|---|"]
    for option in OPTIONS:
        done = "yes" if option.name in CARRIED_OUT else "not yet: its commands are printed"
        guards = ", ".join(f"`{guard}`" for guard in option.guards)
        lines.append(f"| `{option.name}` | {option.risk} | {option.summary} | {guards} | {done} |")
    lines += ["", "```mermaid", "flowchart LR"]
    lines += [f"  {one.id}([{one.text}])" for one in QUESTIONS]
    for option in OPTIONS:
        lines.append(f"  {option.name}[{option.name}]")
        lines += [f"  {guard} --> {option.name}" for guard in option.guards]
    return "\n".join([*lines, "```"]) + "\n"


PAGES = {"commands.md": commands, "exit-codes.md": exit_codes, "decision.md": decision}


def main() -> None:
    """Write all pages."""
    for name, page in PAGES.items():
        (ROOT / "docs/reference" / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
