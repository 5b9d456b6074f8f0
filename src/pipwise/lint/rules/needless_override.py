"""The override where it changes nothing: in a virtual environment, or on a Python that nobody has marked."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.asked import is_true, overrides
from pipwise.lint.rules.rule import Example, Rule, at_site
from pipwise.model.finding import Finding

_WITHOUT_EFFECT = ("virtual-environment", "no-marker", "own-destination", "own-environment")


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding an override without effect; where the marker was removed that is another rule's matter."""
    for site in analysis.sites:
        removed = site.world.marker != "as-shipped"
        if (
            (
                overrides(site)
                or is_true(dict(site.effect.call.command.module).get("break_system_packages", ""))
            )
            and site.outcome.code in _WITHOUT_EFFECT
            and site.confidence != "low"
            and not removed
        ):
            yield at_site(
                analysis, RULE, site, "the override changes nothing here: this Python is not marked"
            )


RULE = Rule(
    code="needless-override",
    severity="warning",
    summary="an override where nothing is marked",
    what="--break-system-packages is given where no marker stands in the way.",
    why=(
        "It says that something is at risk where nothing is, is copied to where something is, and an older "
        "pip stops at it."
    ),
    example=Example(
        "dockerfile",
        "FROM python:3.12-slim\nRUN pip install --break-system-packages requests\n",
        "FROM python:3.12-slim\nRUN pip install requests\n",
    ),
    sources=("https://packaging.python.org/en/latest/specifications/externally-managed-environments/",),
    check=check,
)
