"""Refused calls in shells: an environment is made and activated where the first of them stands.

In Actions, where each step is a shell of its own, it is handed on to the later ones.
"""

from __future__ import annotations

import re

from pipwise.lint.report import Analysis
from pipwise.lint.rewrite.place import has_venv, in_environment, maker, package_edit, refused, sees_system
from pipwise.lint.rewrite.position import in_quotes
from pipwise.lint.sites import Site
from pipwise.lint.sources import containers
from pipwise.model.finding import Edit, Fix

ROOT = ".venv"
_HANDED_ON = ' && echo "$VIRTUAL_ENV/bin" >> "$GITHUB_PATH"'
# Which of two shells expands them does not matter, and quotes would end those that it stands in.
_IN_QUOTES = f" && echo $PWD/{ROOT}/bin >> $GITHUB_PATH"
_STEP = re.compile(
    rb"^([ \t]*)- +(?:name|run|uses|id|if|env|shell|working-directory|timeout-minutes)\b[^\n]*", re.MULTILINE
)


def one_shell(analysis: Analysis) -> dict[int, Fix]:
    """Scripts of a job, which one shell runs to its end: activated once, it is so for all that follows."""
    return _each_machine(analysis, after="", safe=True)


def github(analysis: Analysis) -> dict[int, Fix]:
    """A hosted runner gets setup-python; in a container the environment's commands are handed on by ``$GITHUB_PATH``."""
    hosted = [
        site for site in refused(analysis) if site.platform is not None and site.platform.row.kind == "runner"
    ]
    found: dict[int, Fix] = {}
    for site in hosted:
        fix = _setup_python(analysis.data, site)
        if fix is not None:
            found[site.effect.start] = fix
    inside = _each_machine(analysis, after=_HANDED_ON, safe=True)
    return {**inside, **found}


def _each_machine(analysis: Analysis, *, after: str, safe: bool) -> dict[int, Fix]:
    found: dict[int, Fix] = {}
    groups: dict[object, list[Site]] = {}
    for site in refused(analysis):
        if site.world.user in ("", "root", "0") or site.world.context != "dockerfile":
            groups.setdefault((site.world.evidence[:1], _job_of(analysis, site)), []).append(site)
    for sites in groups.values():
        fix = _activated(analysis, sites, after, safe=safe)
        found |= dict.fromkeys((site.effect.start for site in sites), fix)
    return found


def _job_of(analysis: Analysis, site: Site) -> int:
    """Where the machine of a call begins, as far as that can be told: the last line before it that names a job."""
    before = analysis.data[: site.effect.start]
    found = list(re.finditer(rb"^ {0,4}[\w.-]+:[ \t]*(?:#[^\n]*)?$", before, re.MULTILINE))
    return found[-1].start() if found else 0


def _activated(analysis: Analysis, sites: list[Site], after: str, *, safe: bool) -> Fix:
    first = sites[0]
    if first.world.context == containers.CONTEXT:
        # What docker run starts is gone after it: nothing can be handed on to a later step.
        after = ""
    elif after and in_quotes(
        analysis.data, analysis.data.rfind(b"run:", 0, first.effect.start) + 4, first.effect.start
    ):
        after = _IN_QUOTES
    words = f"{maker(first)} -m venv {sees_system(first)}{ROOT} && . {ROOT}/bin/activate{after} && "
    edits: list[Edit] = []
    if not has_venv(first):
        edit = package_edit(analysis, first.effect, 0)
        if edit is None:
            apt = f"{_sudo(first)}apt-get"
            words = f"{apt} update && {apt} install -y python3-venv && {words}"
        else:
            edits.append(edit)
    at = first.effect.call.command.start
    edits.append(Edit(at, at, words.encode("utf-8", "surrogateescape")))
    for site in sites:
        edits += in_environment(site, ROOT)
    sure = safe and first.confidence != "low"
    return Fix("make an environment and activate it before the first call", sure, tuple(sorted(set(edits))))


def _sudo(site: Site) -> str:
    """What root's commands need where a job is an ordinary user's: those of CircleCI and GitHub have it without a password."""
    if site.world.root is not None:
        return "" if site.world.root else "sudo "
    return "sudo " if site.platform is not None and site.platform.row.user == "user" else ""


def _setup_python(data: bytes, site: Site) -> Fix | None:
    """A step before the one that calls pip."""
    steps = list(_STEP.finditer(data, 0, site.effect.start))
    if not steps:
        return None
    step = steps[-1]
    indent, end = step[1].decode(), "\r\n" if b"\r\n" in data else "\n"
    lines = (
        f"{indent}- uses: actions/setup-python@v5",
        f"{indent}  with:",
        f'{indent}    python-version: "3.x"',
        "",
    )
    edit = Edit(step.start(), step.start(), end.join(lines).encode("utf-8", "surrogateescape"))
    return Fix("use a Python of the job's own: actions/setup-python", True, (edit,))
