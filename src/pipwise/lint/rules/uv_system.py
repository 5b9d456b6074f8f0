"""uv told to change the operating system's Python: --system, or a project environment that is /usr."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.asked import installs, is_marked, option
from pipwise.lint.rules.rule import Example, Rule, at_effect, at_site
from pipwise.model.finding import Finding

_SYSTEM = ("/usr", "/usr/local", "/")


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding a uv pip --system that goes through on a marked Python, and one a UV_PROJECT_ENVIRONMENT that is /usr."""
    for site in analysis.sites:
        system = site.intent.invocation.tool == "uv" and option(site, "system")
        if system and installs(site) and is_marked(site) and site.verdict in ("allowed", "risky"):
            yield at_site(
                analysis, RULE, site, "uv changes the operating system's Python here, as if it were its own"
            )
    for effect in analysis.effects:
        place = effect.get("value").rstrip("/") or effect.get("value")
        if effect.kind == "variable" and effect.get("name") == "UV_PROJECT_ENVIRONMENT" and place in _SYSTEM:
            yield at_effect(
                analysis,
                RULE,
                effect,
                f"uv sync takes {place} for its own, and removes what it does not know",
            )


RULE = Rule(
    code="uv-system",
    severity="warning",
    summary="uv let loose on the OS Python",
    what="uv pip --system with the override, or UV_PROJECT_ENVIRONMENT set to a system directory.",
    why=(
        "uv sync never looks at the marker, and prunes: in /usr it removes what the package manager has "
        "installed."
    ),
    example=Example(
        "dockerfile",
        "FROM debian:12\n"
        "COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/uv\n"
        "ENV UV_PROJECT_ENVIRONMENT=/usr\n"
        "RUN uv sync\n",
        "FROM debian:12\n"
        "COPY --from=ghcr.io/astral-sh/uv:latest /uv /bin/uv\n"
        "ENV UV_PROJECT_ENVIRONMENT=/opt/venv\n"
        "RUN uv sync\n",
    ),
    sources=("https://docs.astral.sh/uv/concepts/projects/config/#project-environment-path",),
    check=check,
)
