"""--user for a Python of which nobody knows here whether it is marked: where it is, it is refused like everything else.

Where it is known, ``install-refused`` says so: one finding a cause.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.asked import is_marked, option
from pipwise.lint.rules.rule import Example, Rule, at_site
from pipwise.model.finding import Finding


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding a --user that would not lift a marker."""
    for site in analysis.sites:
        refused = site.python is None and site.marked is not None and site.marked.verdict == "refused"
        if option(site, "use_user_site") and site.verdict == "unknown" and (refused or is_marked(site)):
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
    what="pip install --user is called where the Python may be marked.",
    why=(
        "PEP 668 makes no exception for the user's site: programs of the operating system import from it, "
        "too."
    ),
    example=Example(
        "shell",
        "#!/bin/sh\npip install --user requests\n",
        "#!/bin/sh\npython3 -m venv ~/.local/share/tool\n~/.local/share/tool/bin/pip install requests\n",
    ),
    sources=("https://packaging.python.org/en/latest/specifications/externally-managed-environments/",),
    check=check,
)
