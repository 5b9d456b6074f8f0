"""python3 -m venv on Debian or Ubuntu, where the package that it needs is not installed."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.rule import Example, Rule, at_effect
from pipwise.model.finding import Finding


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding an environment that cannot be made."""
    for effect in analysis.effects:
        if effect.kind == "venv" and effect.get("missing"):
            yield at_effect(
                analysis, RULE, effect, f"this will fail: {effect.get('missing')} is not installed before it"
            )


RULE = Rule(
    code="missing-venv-package",
    severity="error",
    summary="python3 -m venv without python3-venv",
    what="python3 -m venv is called, and no command before it installs python3-venv.",
    why="Debian and its children package ensurepip apart; without it venv ends with an error.",
    example=Example(
        "dockerfile",
        "FROM debian:12\nRUN apt-get update && apt-get install -y python3\nRUN python3 -m venv /opt/venv\n",
        "FROM debian:12\n"
        "RUN apt-get update && apt-get install -y python3 python3-venv\n"
        "RUN python3 -m venv /opt/venv\n",
    ),
    sources=("https://packages.debian.org/bookworm/python3-venv",),
    check=check,
)
