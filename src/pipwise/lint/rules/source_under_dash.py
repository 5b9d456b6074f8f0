"""source in a shell that does not know it: the environment is never active."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.rule import Example, Rule, at_effect
from pipwise.model.finding import Finding


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding a source of activate that dash cannot run."""
    for effect in analysis.effects:
        if effect.kind == "activated" and effect.get("problem") == "source-under-dash":
            yield at_effect(
                analysis, RULE, effect, "/bin/sh is dash here, which knows no source: write . instead"
            )


RULE = Rule(
    code="source-under-dash",
    severity="error",
    summary="source in a shell that has none",
    what="source venv/bin/activate is run by /bin/sh on Debian or Ubuntu.",
    why=(
        "dash ends with source: not found; the environment is not active, and where the error is passed over, "
        "pip is another one."
    ),
    example=Example(
        "dockerfile",
        "FROM debian:12\n"
        "RUN apt-get update && apt-get install -y python3-venv\n"
        "RUN python3 -m venv /v && source /v/bin/activate && pip install requests\n",
        "FROM debian:12\n"
        "RUN apt-get update && apt-get install -y python3-venv\n"
        "RUN python3 -m venv /v && . /v/bin/activate && pip install requests\n",
    ),
    sources=("https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#dot",),
    check=check,
)
