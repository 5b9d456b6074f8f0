"""The marker deleted, moved or diverted."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.rule import Example, Rule, at_effect
from pipwise.model.finding import Finding

_TAKES_AWAY = ("rm", "mv", "unlink", "find", "dpkg-divert")


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding a command that takes the marker away."""
    for effect in analysis.effects:
        if effect.kind == "marker" and effect.get("action") in _TAKES_AWAY:
            yield at_effect(
                analysis,
                RULE,
                effect,
                "this takes the marker of the operating system's Python away, for every pip",
            )


RULE = Rule(
    code="marker-removed",
    severity="warning",
    summary="the marker deleted or moved",
    what=(
        "EXTERNALLY-MANAGED is removed, so that pip changes the Python of the operating system without a "
        "word."
    ),
    why=(
        "An upgrade of the operating system puts it back, and then the same commands fail; until then nothing "
        "stands between pip and what the system imports."
    ),
    example=Example(
        "dockerfile",
        "FROM debian:12\n"
        "RUN apt-get update && apt-get install -y python3-pip\n"
        "RUN find /usr/lib -name EXTERNALLY-MANAGED -delete && pip install requests\n",
        "FROM debian:12\n"
        "RUN apt-get update && apt-get install -y python3-venv\n"
        "RUN python3 -m venv /opt/venv\n"
        "ENV PATH=/opt/venv/bin:$PATH\n"
        "RUN pip install requests\n",
    ),
    sources=("https://packaging.python.org/en/latest/specifications/externally-managed-environments/",),
    check=check,
)
