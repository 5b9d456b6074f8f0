"""ensurepip or get-pip.py for the operating system's Python."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.asked import on_os_python
from pipwise.lint.rules.rule import Example, Rule, at_site
from pipwise.model.finding import Finding


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding a pip that is brought from elsewhere to the operating system's Python."""
    for site in analysis.sites:
        brings = site.intent.invocation.tool == "ensurepip" or site.effect.get("get_pip")
        if brings and on_os_python(site):
            yield at_site(analysis, RULE, site, "the operating system has a pip of its own for this Python")


RULE = Rule(
    code="bootstrap-pip",
    severity="warning",
    summary="ensurepip or get-pip on a marked Python",
    what="python3 -m ensurepip or get-pip.py is run with the Python of the operating system.",
    why=(
        "On a marked Python both are refused, and ensurepip cannot even be overridden; elsewhere a second pip "
        "covers the first."
    ),
    example=Example(
        "dockerfile",
        "FROM archlinux\nRUN pacman -Sy --noconfirm python\nRUN python3 -m ensurepip\n",
        "FROM archlinux\nRUN pacman -Sy --noconfirm python\nRUN python3 -m venv /opt/venv\n",
    ),
    sources=("https://github.com/python/cpython/blob/main/Lib/ensurepip/__init__.py",),
    check=check,
)
