"""Trying without the override, and then with it."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.asked import DISPOSABLE, overrides
from pipwise.lint.rules.rule import Example, Rule, at_effect, at_site
from pipwise.lint.sites import Site
from pipwise.model.finding import Finding


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding a second try with the override, and one a test that looks for the flag or for the error."""
    for first, second in zip(analysis.sites, analysis.sites[1:], strict=False):
        if _retries(first, second):
            yield at_site(
                analysis,
                RULE,
                second,
                "the override is the answer to every failure of the line before",
                "high",
            )
    for effect in analysis.effects:
        if effect.kind == "test" and effect.world.context not in DISPOSABLE:
            yield at_effect(
                analysis,
                RULE,
                effect,
                "the override is used wherever pip knows it, asked for or not",
                "medium",
            )


def _retries(first: Site, second: Site) -> bool:
    asked = {requirement.text for requirement in first.intent.requirements} | set(
        first.intent.requirement_files
    )
    again = {requirement.text for requirement in second.intent.requirements} | set(
        second.intent.requirement_files
    )
    return (
        first.effect.call.command.tolerated
        and not overrides(first)
        and overrides(second)
        and bool(asked & again)
    )


RULE = Rule(
    code="retry-idiom",
    severity="warning",
    summary="an override as the second try",
    what=(
        "pip is run, and where it fails for whatever reason, run again with --break-system-packages; or its "
        "help is searched for the flag."
    ),
    why=(
        "The network fails, and the second try overrides; the marker does what it is for only where somebody "
        "reads it."
    ),
    example=Example(
        "shell",
        "#!/bin/sh\npip install requests || pip install --break-system-packages requests\n",
        "#!/bin/sh\npython3 -m venv /opt/tool\n/opt/tool/bin/pip install requests\n",
    ),
    sources=("https://packaging.python.org/en/latest/specifications/externally-managed-environments/",),
    check=check,
)
