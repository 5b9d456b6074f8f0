"""The override as a setting that stays: an environment variable, pip config, pip.conf."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.asked import DISPOSABLE, is_true
from pipwise.lint.rules.rule import Example, Rule, at_effect
from pipwise.model.finding import Finding, Severity


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding a setting; in an image or on a runner it is only worth a word."""
    for effect in analysis.effects:
        name, value = effect.get("name") or effect.get("key"), effect.get("value")
        variable = effect.kind == "variable" and name in (
            "PIP_BREAK_SYSTEM_PACKAGES",
            "UV_BREAK_SYSTEM_PACKAGES",
        )
        if (variable or (effect.kind == "setting" and name == "break-system-packages")) and is_true(value):
            severity: Severity = "info" if effect.world.context in DISPOSABLE else "warning"
            where = effect.get("where") or name
            yield at_effect(
                analysis,
                RULE,
                effect,
                f"every later pip goes past the marker: {where} says so",
                severity=severity,
            )


RULE = Rule(
    code="persistent-override",
    severity="warning",
    summary="the override made a setting for good",
    what=(
        "PIP_BREAK_SYSTEM_PACKAGES, UV_BREAK_SYSTEM_PACKAGES or break-system-packages in a configuration file "
        "is set."
    ),
    why="It holds for every command after it, also for those that would have been right to stop.",
    example=Example(
        "dockerfile",
        "FROM debian:12\n"
        "ENV PIP_BREAK_SYSTEM_PACKAGES=1\n"
        "RUN apt-get update && apt-get install -y python3-pip\n"
        "RUN pip install requests\n",
        "FROM debian:12\n"
        "RUN apt-get update && apt-get install -y python3-venv\n"
        "RUN python3 -m venv /opt/venv\n"
        "ENV PATH=/opt/venv/bin:$PATH\n"
        "RUN pip install requests\n",
    ),
    sources=(
        "https://pip.pypa.io/en/stable/topics/configuration/",
        "https://packaging.python.org/en/latest/specifications/externally-managed-environments/",
    ),
    check=check,
)
