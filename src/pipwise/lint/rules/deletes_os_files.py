"""The override with a pip that does not keep its hands off what the operating system installed."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.asked import is_marked, names, option
from pipwise.lint.rules.rule import Example, Rule, at_site
from pipwise.lint.sites import Site
from pipwise.model.finding import Finding

_DEBIAN = ("debian", "ubuntu", "raspbian")


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding a call that would delete files of the package manager."""
    for site in analysis.sites:
        told = next(
            (harm.text for harm in site.outcome.harms if harm.code == "deletes-os-files"), ""
        ) or _replaced(site)
        if told:
            yield at_site(analysis, RULE, site, f"this {told}")


def _replaced(site: Site) -> str:
    """What apt installed a few lines above, and a pip without Debian's patch removes."""
    python, platform = site.python, site.platform
    if (
        python is None
        or platform is None
        or python.vendor != "upstream"
        or not is_marked(site)
        or site.outcome.code != "overridden"
    ):
        return ""
    if platform.os[0] not in _DEBIAN or not (option(site, "upgrade") or option(site, "force_reinstall")):
        return ""
    names_of_apt = {
        package.removeprefix("python3-") for package in site.world.packages if package.startswith("python3-")
    }
    found = next((name for name in names(site) if name in names_of_apt and name != "pip"), "")
    return (
        f"deletes the files of apt's python3-{found}: the pip here is not Debian's any more" if found else ""
    )


RULE = Rule(
    code="deletes-os-files",
    severity="error",
    summary="an override that deletes files of OS packages",
    what=(
        "A pip from the index, on Debian 12 or the like, replaces a distribution that apt installed, and "
        "removes apt's files for that."
    ),
    why="Programs of the operating system import what is gone, and apt still believes that it is there.",
    example=Example(
        "dockerfile",
        "FROM debian:12\n"
        "RUN apt-get update && apt-get install -y python3-pip python3-requests\n"
        "RUN pip install --break-system-packages -U pip\n"
        "RUN pip install --break-system-packages -U requests\n",
        "FROM debian:12\n"
        "RUN apt-get update && apt-get install -y python3-venv\n"
        "RUN python3 -m venv /opt/venv\n"
        "ENV PATH=/opt/venv/bin:$PATH\n"
        "RUN pip install requests\n",
    ),
    sources=("https://packaging.python.org/en/latest/specifications/externally-managed-environments/",),
    check=check,
)
