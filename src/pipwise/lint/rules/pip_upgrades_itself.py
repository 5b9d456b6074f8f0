"""pip upgrading itself where pip is a package of the operating system."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.asked import installs, names, on_os_python, option
from pipwise.lint.rules.rule import Example, Rule, at_site
from pipwise.model.finding import Finding


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding an upgrade of pip in the operating system's Python that would go through."""
    for site in analysis.sites:
        upgrades = "pip" in names(site) and option(site, "upgrade")
        if upgrades and installs(site) and on_os_python(site) and site.verdict in ("allowed", "risky"):
            yield at_site(analysis, RULE, site, "this puts a second pip over the operating system's own")


RULE = Rule(
    code="pip-upgrades-itself",
    severity="warning",
    summary="pip upgrading itself on an OS Python",
    what="pip install --upgrade pip changes the pip of the operating system's Python.",
    why=(
        "The package manager does not know of it; what its own pip was patched for (Debian, Fedora) is lost, "
        "and the next upgrade of the package mixes both."
    ),
    example=Example(
        "dockerfile",
        "FROM debian:11\n"
        "RUN apt-get update && apt-get install -y python3-pip\n"
        "RUN pip3 install --upgrade pip\n",
        "FROM debian:11\n"
        "RUN apt-get update && apt-get install -y python3-venv\n"
        "RUN python3 -m venv /opt/venv\n"
        "ENV PATH=/opt/venv/bin:$PATH\n"
        "RUN pip install requests\n",
    ),
    sources=("https://github.com/pypa/pip/issues/5599",),
    check=check,
)
