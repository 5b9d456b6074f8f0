"""The override where what it puts at risk is not thrown away."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.rule import Example, Rule, at_site
from pipwise.model.finding import Finding

_DISPOSABLE = ("dockerfile", "ci", "github-actions", "gitlab")


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding a call that goes past the marker outside of images and runners."""
    for site in analysis.sites:
        if site.outcome.code == "overridden" and site.world.context not in _DISPOSABLE:
            yield at_site(
                analysis,
                RULE,
                site,
                "this goes past the mark of the operating system's Python on a machine that stays",
            )


RULE = Rule(
    code="override",
    severity="warning",
    summary="the override on a machine that is not thrown away",
    what="pip or uv is told to change a marked Python all the same, with --break-system-packages or its setting.",
    why="What the operating system's own programs import can be replaced, and its package manager does not know of it.",
    example=Example(
        "shell",
        "#!/bin/sh\npip install --break-system-packages requests\n",
        "#!/bin/sh\npython3 -m venv /opt/tool\n/opt/tool/bin/pip install requests\n",
    ),
    sources=("https://packaging.python.org/en/latest/specifications/externally-managed-environments/",),
    check=check,
)
