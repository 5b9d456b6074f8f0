"""--break-system-packages for a pip that is older than the flag."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.asked import says
from pipwise.lint.rules.rule import Example, Rule, at_site
from pipwise.model.finding import Finding


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding a call that stops at the flag."""
    for site in analysis.sites:
        flagged = any(word.startswith("--break") for word in site.effect.call.words)
        if flagged and site.verdict == "fails" and site.outcome.code == "no-such-option":
            yield at_site(analysis, RULE, site, f"this pip is older than the flag (23.0.1): {says(site)}")


RULE = Rule(
    code="unknown-flag",
    severity="error",
    summary="a flag that this pip does not know",
    what="--break-system-packages is given to a pip before 23.0.1, which ends with no such option.",
    why=(
        "Debian 11, Ubuntu 22.04 and older, and pip 23.0.0 itself, do not have it; the same line is right on "
        "newer ones."
    ),
    example=Example(
        "dockerfile",
        "FROM debian:11\n"
        "RUN apt-get update && apt-get install -y python3-pip\n"
        "RUN pip install --break-system-packages requests\n",
        "FROM debian:11\n"
        "RUN apt-get update && apt-get install -y python3-venv\n"
        "RUN python3 -m venv /opt/venv\n"
        "ENV PATH=/opt/venv/bin:$PATH\n"
        "RUN pip install requests\n",
    ),
    sources=("https://github.com/pypa/pip/pull/11780",),
    check=check,
)
