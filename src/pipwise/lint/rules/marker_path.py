"""The path of the marker with the version of Python written into it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.rule import Example, Rule, at_effect
from pipwise.model.finding import Finding

_VERSIONED = re.compile(r"python3\.\d+/EXTERNALLY-MANAGED")


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding a command that names the marker by a version."""
    for effect in analysis.effects:
        found = _VERSIONED.search(" ".join(effect.call.words)) if effect.kind == "marker" else None
        if found:
            yield at_effect(analysis, RULE, effect, f"{found[0]} is there for one version of Python only")


RULE = Rule(
    code="marker-path",
    severity="warning",
    summary="a marker path with the version written into it",
    what="A command names python3.X/EXTERNALLY-MANAGED for one X.",
    why=(
        "With the next release of the base image the path is another one: the command fails, or does nothing "
        "and pip is refused again."
    ),
    example=Example(
        "dockerfile",
        "FROM debian:12\n"
        "RUN apt-get update && apt-get install -y python3-pip\n"
        "RUN rm /usr/lib/python3.11/EXTERNALLY-MANAGED && pip install requests\n",
        "FROM debian:12\n"
        "RUN apt-get update && apt-get install -y python3-venv\n"
        "RUN python3 -m venv /opt/venv\n"
        "ENV PATH=/opt/venv/bin:$PATH\n"
        "RUN pip install requests\n",
    ),
    sources=("https://packaging.python.org/en/latest/specifications/externally-managed-environments/",),
    check=check,
)
