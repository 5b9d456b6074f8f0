"""python3 -m venv on Debian or Ubuntu, and virtualenv anywhere, where what they need is not installed."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.rule import Example, Rule, at_effect
from pipwise.model.finding import Finding


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding an environment that cannot be made."""
    for effect in analysis.effects:
        missing = effect.get("missing") if effect.kind == "venv" else ""
        if missing and effect.get("certain") == "perhaps":
            text = f"this fails on a host without {missing}: no task installs it, and no virtualenv_command says python3 -m venv"
            yield at_effect(analysis, RULE, effect, text, "low", "warning")
        elif missing:
            yield at_effect(analysis, RULE, effect, f"this will fail: {missing} is not installed before it")


RULE = Rule(
    code="missing-venv-package",
    severity="error",
    summary="python3 -m venv without python3-venv",
    what=(
        "python3 -m venv is called, and no command before it installs python3-venv; or virtualenv is called, by a command or by "
        "a task of ansible.builtin.pip without virtualenv_command, and nothing before it installs virtualenv."
    ),
    why="Debian and its children package ensurepip apart; without it venv ends with an error. No system brings virtualenv.",
    example=Example(
        "dockerfile",
        "FROM debian:12\nRUN apt-get update && apt-get install -y python3\nRUN python3 -m venv /opt/venv\n",
        "FROM debian:12\n"
        "RUN apt-get update && apt-get install -y python3 python3-venv\n"
        "RUN python3 -m venv /opt/venv\n",
    ),
    sources=(
        "https://packages.debian.org/bookworm/python3-venv",
        "https://docs.ansible.com/ansible/latest/collections/ansible/builtin/pip_module.html",
    ),
    check=check,
)
