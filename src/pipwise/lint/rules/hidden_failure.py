"""A call that will be refused, or fail, where nobody notices: a pipe, a ``;``, ``|| true`` or the like passes it over."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.rule import Example, Rule, at_site
from pipwise.model.finding import Finding


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding a failing call after which everything goes on as if it had installed something."""
    for site in analysis.sites:
        if site.verdict in ("refused", "fails") and site.swallowed:
            yield at_site(
                analysis,
                RULE,
                site,
                f"this installs nothing, and nobody will notice: {site.swallowed}",
            )


RULE = Rule(
    code="hidden-failure",
    severity="error",
    summary="a failure that a pipe, a ; or || true hides",
    what=(
        "A call that is refused or fails stands in a pipe of a shell without pipefail, before a ; in a RUN or a sh -c without "
        "set -e, before || true or || echo, or in a step or task that is told to go on."
    ),
    why="The build, the job or the play ends well, and what it was to install is missed where it is used.",
    example=Example(
        "dockerfile",
        "FROM debian:12\nRUN apt-get update && apt-get install -y python3-pip\nRUN pip install requests 2>&1 | tee /tmp/log\n",
        "FROM debian:12\nRUN apt-get update && apt-get install -y python3-venv\nRUN python3 -m venv /opt/venv\n"
        'ENV PATH=/opt/venv/bin:$PATH\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\n'
        "RUN pip install requests 2>&1 | tee /tmp/log\n",
    ),
    sources=(
        "https://docs.docker.com/build/building/best-practices/#using-pipes",
        "https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_09_02",
    ),
    check=check,
)
