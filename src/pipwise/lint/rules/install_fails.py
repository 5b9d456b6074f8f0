"""A call that fails for another reason than the marker: no pip there, an option that this pip does not know."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.asked import overrides, says
from pipwise.lint.rules.rule import Example, Rule, at_site
from pipwise.model.finding import Finding


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding a call that ends with an error."""
    for site in analysis.sites:
        if site.verdict == "fails" and not (
            overrides(site) and site.outcome.code in ("no-such-option", "no-record")
        ):
            yield at_site(analysis, RULE, site, f"this will fail: {says(site)}")


RULE = Rule(
    code="install-fails",
    severity="error",
    summary="a call that fails for another reason than the marker",
    what="The tool itself, as it is there, ends with an error before anything is installed.",
    why="The build, the job or the script stops, or goes on without what it needs.",
    example=Example(
        "dockerfile",
        "FROM debian:12\nRUN pip install requests\n",
        "FROM debian:12\n"
        "RUN apt-get update && apt-get install -y python3-venv\n"
        "RUN python3 -m venv /opt/venv\n"
        "ENV PATH=/opt/venv/bin:$PATH\n"
        "RUN pip install requests\n",
    ),
    sources=("https://packaging.python.org/en/latest/specifications/externally-managed-environments/",),
    check=check,
)
