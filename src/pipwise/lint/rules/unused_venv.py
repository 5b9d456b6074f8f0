"""A virtual environment that is made, while what comes after it does not use it."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.lint.rules.asked import installs, on_os_python
from pipwise.lint.rules.rule import Example, Rule, at_effect
from pipwise.model.finding import Finding


def check(analysis: Analysis) -> Iterator[Finding]:
    """One finding an environment that nothing names again, before an install into the operating system's Python."""
    for effect in analysis.effects:
        root = effect.get("root")
        if effect.kind != "venv" or not root:
            continue
        used = any(site.python is not None and site.python.root == root for site in analysis.sites)
        later = [site for site in analysis.sites if site.effect.start > effect.start and installs(site)]
        missed = next((site for site in later if on_os_python(site) or site.hypothetical), None)
        if not used and missed is not None and not _named_later(analysis, root, effect.end):
            line = analysis.lines.place(missed.effect.start)[0]
            yield at_effect(
                analysis,
                RULE,
                effect,
                f"this environment is not used: line {line} installs past it",
                "medium",
            )


def _named_later(analysis: Analysis, root: str, end: int) -> bool:
    name = root.rstrip("/").rpartition("/")[2].encode("utf-8", "surrogateescape")
    return any(name + folder in analysis.data[end:] for folder in (b"/bin", b"/Scripts", b"\\Scripts"))


RULE = Rule(
    code="unused-venv",
    severity="warning",
    summary="an environment that is made and not used",
    what="python -m venv, virtualenv or uv venv makes an environment, and the pip after it is another one.",
    why=(
        "Each RUN, step or recipe line is a shell of its own, and VIRTUAL_ENV alone changes nothing: PATH "
        "decides."
    ),
    example=Example(
        "dockerfile",
        "FROM debian:12\n"
        "RUN apt-get update && apt-get install -y python3-pip python3-venv\n"
        "RUN python3 -m venv /opt/venv\n"
        "RUN pip install requests\n",
        "FROM debian:12\n"
        "RUN apt-get update && apt-get install -y python3-venv\n"
        "RUN python3 -m venv /opt/venv\n"
        "ENV PATH=/opt/venv/bin:$PATH\n"
        "RUN pip install requests\n",
    ),
    sources=("https://docs.python.org/3/library/venv.html",),
    check=check,
)
