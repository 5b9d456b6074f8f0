"""A destination that is named, and is the operating system's."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.asked import installs, option
from pipwise.lint.rules.rule import Example, Rule, at_site
from pipwise.model.finding import Finding

_SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/sbin", "/etc")
_OWN = ("/usr/local", "/usr/src", "/usr/share")


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding a destination in a system directory."""
    for site in analysis.sites:
        place = option(site, "target_dir", "prefix_path", "root_path", "target", "prefix")
        path = place.rstrip("/") or "/" if place else ""
        inside = path == "/" or f"{path}/".startswith(tuple(f"{one}/" for one in _SYSTEM))
        own = f"{path}/".startswith(tuple(f"{one}/" for one in _OWN))
        if path and installs(site) and inside and not own:
            yield at_site(
                analysis,
                RULE,
                site,
                f"{path} is the operating system's, and a named destination skips the marker",
            )


RULE = Rule(
    code="system-target",
    severity="warning",
    summary="--target, --prefix or --root into a system directory",
    what="--target, --prefix or --root names a directory that the package manager owns.",
    why=(
        "pip does not look at the marker there, so that files of the operating system are replaced without a "
        "word."
    ),
    example=Example(
        "dockerfile",
        "FROM debian:12\n"
        "RUN apt-get update && apt-get install -y python3-pip\n"
        "RUN pip install --prefix=/usr requests\n",
        "FROM debian:12\n"
        "RUN apt-get update && apt-get install -y python3-venv\n"
        "RUN python3 -m venv /opt/venv\n"
        "ENV PATH=/opt/venv/bin:$PATH\n"
        "RUN pip install requests\n",
    ),
    sources=(
        "https://github.com/pypa/pip/blob/main/src/pip/_internal/commands/install.py",
        "https://packaging.python.org/en/latest/specifications/externally-managed-environments/",
    ),
    check=check,
)
