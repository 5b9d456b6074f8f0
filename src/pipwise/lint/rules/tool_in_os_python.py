"""A tool that is there to keep things apart, itself installed into the operating system's Python."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.asked import installs, names, on_os_python
from pipwise.lint.rules.rule import Example, Rule, at_site
from pipwise.model.finding import Finding

_TOOLS = ("pipx", "virtualenv", "uv", "poetry", "pipenv", "pdm", "hatch", "tox", "nox")


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding a tool that would go into the operating system's Python, refused or not."""
    for site in analysis.sites:
        tool = next((name for name in names(site) if name in _TOOLS), "")
        if tool and installs(site) and on_os_python(site) and site.intent.invocation.tool == "pip":
            yield at_site(
                analysis,
                RULE,
                site,
                f"{tool} is better had from the package manager, or by its own installer",
            )


RULE = Rule(
    code="tool-in-os-python",
    severity="warning",
    summary="pipx, virtualenv, uv or poetry put into the OS Python",
    what="pip install pipx, virtualenv, uv, poetry and the like, into the Python of the operating system.",
    why="What they are for is to leave that Python alone; the package manager has most of them.",
    example=Example(
        "dockerfile",
        "FROM debian:12\n"
        "RUN apt-get update && apt-get install -y python3-pip\n"
        "RUN pip install --break-system-packages pipx\n",
        "FROM debian:12\nRUN apt-get update && apt-get install -y pipx\n",
    ),
    sources=("https://pipx.pypa.io/stable/installation/",),
    check=check,
)
