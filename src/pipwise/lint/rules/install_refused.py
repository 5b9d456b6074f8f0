"""A call that pip or uv will refuse: the Python is marked, and nothing here lifts that."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.asked import option
from pipwise.lint.rules.rule import Example, Rule, at_site
from pipwise.model.finding import Finding


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding a refused call."""
    for site in analysis.sites:
        if site.verdict == "refused":
            title = site.platform.name if site.platform is not None else "this system"
            more = ", and --user does not lift that" if option(site, "use_user_site") else ""
            text = f"this will be refused: the Python of {title} is marked as externally managed{more}"
            yield at_site(analysis, RULE, site, text)


RULE = Rule(
    code="install-refused",
    severity="error",
    summary="a managed Python that refuses the install",
    what="The command changes a Python whose distributor has marked it (PEP 668), and the pip or uv there looks at the mark.",
    why="It ends with `error: externally-managed-environment`, and with it the build, the job or the script.",
    example=Example(
        "dockerfile",
        "FROM debian:12\nRUN apt-get update && apt-get install -y python3-pip\nRUN pip install requests\n",
        "FROM debian:12\nRUN apt-get update && apt-get install -y python3-venv\nRUN python3 -m venv /opt/venv\n"
        "ENV PATH=/opt/venv/bin:$PATH\nRUN pip install requests\n",
    ),
    sources=(
        "https://packaging.python.org/en/latest/specifications/externally-managed-environments/",
        "https://github.com/pypa/pip/pull/11381",
    ),
    check=check,
)
