"""The override where pip fails all the same: what is to be replaced was installed by the package manager and has no RECORD."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.asked import overrides
from pipwise.lint.rules.rule import Example, Rule, at_site
from pipwise.model.finding import Finding


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding an override that is followed by another error."""
    for site in analysis.sites:
        if overrides(site) and site.verdict == "fails" and site.outcome.code == "no-record":
            yield at_site(
                analysis, RULE, site, "the override does not help: pip cannot remove what has no RECORD"
            )


RULE = Rule(
    code="failing-override",
    severity="error",
    summary="an override that does not help",
    what=(
        "The marker is overridden, and pip then stops at a distribution of the operating system that it "
        "cannot uninstall."
    ),
    why="Debian 13 and newer, and Ubuntu 24.04 and newer, ship their packages without RECORD.",
    example=Example(
        "dockerfile",
        "FROM debian:13\n"
        "RUN apt-get update && apt-get install -y python3-pip\n"
        "RUN pip install --break-system-packages -U pip\n",
        "FROM debian:13\n"
        "RUN apt-get update && apt-get install -y python3-venv\n"
        "RUN python3 -m venv /opt/venv\n"
        "ENV PATH=/opt/venv/bin:$PATH\n"
        "RUN pip install requests\n",
    ),
    sources=(
        "https://pip.pypa.io/en/stable/topics/python-option/",
        "https://packaging.python.org/en/latest/specifications/externally-managed-environments/",
    ),
    check=check,
)
