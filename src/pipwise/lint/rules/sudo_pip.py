"""pip through sudo."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.rule import Example, Rule, at_site
from pipwise.model.finding import Finding


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding an install or uninstall that becomes root; in an image sudo changes nothing."""
    for site in analysis.sites:
        changes = site.intent.purpose in ("install", "uninstall")
        if changes and site.intent.invocation.become == "root" and site.world.context != "dockerfile":
            active = site.world.variables.get("VIRTUAL_ENV")
            lost = f", and leaves {active}, which is active, alone" if active else ""
            yield at_site(analysis, RULE, site, f"this changes the operating system's Python as root{lost}")


RULE = Rule(
    code="sudo-pip",
    severity="warning",
    summary="pip run by sudo",
    what="pip is called through sudo, doas or pkexec.",
    why=(
        "sudo has a PATH of its own, so an active environment is passed by, and code of the index runs as "
        "root."
    ),
    example=Example(
        "shell",
        "#!/bin/sh\nsudo pip3 install requests\n",
        "#!/bin/sh\npython3 -m venv /opt/tool\n/opt/tool/bin/pip install requests\n",
    ),
    sources=(
        "https://pip.pypa.io/en/stable/cli/pip_install/",
        "https://packaging.python.org/en/latest/specifications/externally-managed-environments/",
    ),
    check=check,
)
