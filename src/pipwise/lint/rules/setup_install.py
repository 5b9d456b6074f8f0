"""setup.py install and develop, which know no marker."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.rule import Example, Rule, at_effect
from pipwise.lint.world.resolve import python_behind
from pipwise.model.finding import Confidence, Finding


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding a setup.py that installs into a Python that is not an environment."""
    for effect in analysis.effects:
        if effect.kind == "setup":
            python = python_behind(effect.world, effect.get("program")).python
            if python is None or python.kind in ("os", "image"):
                confidence: Confidence = "high" if python is not None and python.kind == "os" else "low"
                yield at_effect(
                    analysis,
                    RULE,
                    effect,
                    "setup.py install goes past the marker, and leaves no RECORD",
                    confidence,
                )


RULE = Rule(
    code="setup-install",
    severity="warning",
    summary="setup.py install",
    what="python setup.py install or develop is run.",
    why=(
        "setuptools ignores the marker, and what it installs can be removed by nobody; it has been deprecated "
        "since 2021."
    ),
    example=Example(
        "shell",
        "#!/bin/sh\npython3 setup.py install\n",
        "#!/bin/sh\npython3 -m venv .venv\n.venv/bin/pip install .\n",
    ),
    sources=("https://setuptools.pypa.io/en/latest/deprecated/commands.html",),
    check=check,
)
