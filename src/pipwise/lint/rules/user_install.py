"""--user on a Python that is marked: it is refused like everything else."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.asked import is_marked, option
from pipwise.lint.rules.rule import Example, Rule, at_site
from pipwise.model.finding import Finding


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding a --user that does not lift the marker."""
    for site in analysis.sites:
        marked = is_marked(site) or (
            site.python is None and site.marked is not None and site.marked.verdict == "refused"
        )
        if option(site, "use_user_site") and marked and site.verdict in ("refused", "unknown"):
            yield at_site(
                analysis,
                RULE,
                site,
                "--user does not help: where the Python is marked, it is refused as well",
            )


RULE = Rule(
    code="user-install",
    severity="warning",
    summary="--user on a marked Python",
    what="pip install --user is called where the Python is marked.",
    why=(
        "PEP 668 makes no exception for the user's site: programs of the operating system import from it, "
        "too."
    ),
    example=Example(
        "dockerfile",
        "FROM debian:12\n"
        "RUN apt-get update && apt-get install -y python3-pip\n"
        "RUN pip install --user requests\n",
        "FROM debian:12\n"
        "RUN apt-get update && apt-get install -y python3-venv\n"
        "RUN python3 -m venv /opt/venv\n"
        "ENV PATH=/opt/venv/bin:$PATH\n"
        "RUN pip install requests\n",
    ),
    sources=("https://packaging.python.org/en/latest/specifications/externally-managed-environments/",),
    check=check,
)
