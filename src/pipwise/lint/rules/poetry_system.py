"""poetry with virtualenvs.create false on the operating system's Python."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.rule import Example, Rule, at_effect
from pipwise.lint.world.resolve import python_behind
from pipwise.model.finding import Finding


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding a poetry install that goes into the operating system's Python."""
    for effect in analysis.effects:
        told = [one.value for one in effect.world.settings if one.key == "virtualenvs.create"]
        value = str(effect.world.variables.get("POETRY_VIRTUALENVS_CREATE") or "".join(told[-1:])).lower()
        if effect.kind == "poetry" and value in ("false", "0", "no"):
            python = python_behind(effect.world, "python3").python
            if python is not None and python.kind == "os":
                yield at_effect(
                    analysis,
                    RULE,
                    effect,
                    "poetry changes the operating system's Python, and fails when it removes",
                )


RULE = Rule(
    code="poetry-system",
    severity="warning",
    summary="poetry without an environment on an OS Python",
    what="poetry is told to make no environment, and the Python that it runs with is the operating system's.",
    why=(
        "poetry does not look at the marker when it installs, and calls pip to remove, which is refused half- "
        "way."
    ),
    example=Example(
        "dockerfile",
        "FROM debian:12\n"
        "RUN apt-get update && apt-get install -y python3-poetry\n"
        "RUN poetry config virtualenvs.create false\n"
        "RUN poetry install\n",
        "FROM debian:12\nRUN apt-get update && apt-get install -y python3-poetry\nRUN poetry install\n",
    ),
    sources=("https://python-poetry.org/docs/configuration/#virtualenvscreate",),
    check=check,
)
