"""A script's refused calls: an environment is made and activated before the statement that the first of them stands in.

A script runs on other people's machines: where the environment is to be, they have to say, so that it is unsafe.
"""

from __future__ import annotations

from itertools import pairwise

from pipwise.lint.report import Analysis
from pipwise.lint.rewrite.place import has_venv, in_environment, maker, package_edit, plain, sees_system
from pipwise.lint.rewrite.position import is_free
from pipwise.lint.rewrite.statement import before_statement
from pipwise.lint.rewrite.steps import ROOT
from pipwise.lint.rewrite.yaml_edits import line_after, line_of
from pipwise.lint.sites import Site
from pipwise.model.finding import Edit, Fix

_VARIABLES = ("PIP_BREAK_SYSTEM_PACKAGES", "UV_BREAK_SYSTEM_PACKAGES")


def fixes(analysis: Analysis) -> dict[int, Fix]:
    """One fix for the calls of each function or branch, so that the environment is active wherever one of them runs."""
    found: dict[int, Fix] = {}
    groups: dict[int | None, list[Site]] = {}
    wanted = [one for one in analysis.sites if one.verdict == "refused" or one.outcome.code == "overridden"]
    # What a build or a job runs has to be there after the script, where it alone cannot put it.
    sites = [one for one in wanted if one.world.context == "script"]
    for site in sorted(sites, key=lambda site: site.effect.start):
        before = before_statement(analysis.data, site.effect.start)
        groups.setdefault(_function(analysis.data, before), []).append(site)
    for group in groups.values():
        fix = _fix(analysis, group)
        found |= dict.fromkeys((site.effect.start for site in group), fix) if fix is not None else {}
    return found


def _function(data: bytes, before: int | None) -> int | None:
    """Statements of the outermost level follow each other; those that are indented run only where theirs does."""
    if before is None or data[before : before + 1] not in (b" ", b"\t"):
        return None
    return before


def _fix(analysis: Analysis, sites: list[Site]) -> Fix | None:
    first, data = sites[0], analysis.data
    start = first.effect.call.command.start
    edits: list[Edit] = []
    at = before_statement(data, start)
    package = None if has_venv(first) else package_edit(analysis, first.effect, 0)
    ready = "" if has_venv(first) or package is not None else f"{_packages(analysis, first)} && "
    words = f"{ready}{maker(first)} -m venv {sees_system(first)}{ROOT} && . {ROOT}/bin/activate"
    if at is not None:
        indent = data[at : len(data) - len(data[at:].lstrip(b" \t"))]
        end = b"\r\n" if b"\r\n" in data else b"\n"
        edits.append(Edit(at, at, indent + words.encode("utf-8", "surrogateescape") + end))
    elif (is_free(data, line_of(data, start), start) and start != line_of(data, start)) or start == line_of(
        data, start
    ):
        edits.append(Edit(start, start, f"{words} && ".encode("utf-8", "surrogateescape")))
    else:
        return None
    edits += [package] if package is not None else []
    for site in sites:
        edits += [*in_environment(site, ROOT), *_without_override(site)]
    edits += _variables(analysis)
    return Fix("make an environment and activate it before the first call", False, tuple(sorted(set(edits))))


def _packages(analysis: Analysis, site: Site) -> str:
    """Debian and Ubuntu package ensurepip apart: it is installed where it is not there, by those who may."""
    sudo = any(effect.call.become for effect in analysis.effects if effect.kind in ("packages", "call"))
    apt = f"{'sudo ' if sudo else ''}apt-get"
    python = maker(site)
    return f"{{ {python} -c 'import ensurepip' 2>/dev/null || {{ {apt} update && {apt} install -y python3-venv; }}; }}"


def _without_override(site: Site) -> list[Edit]:
    words = site.effect.call.command.words
    return [
        Edit(before.end, word.end, b"")
        for before, word in pairwise(words)
        if plain(word).startswith("--break-sys") and before.end < word.end
    ]


def _variables(analysis: Analysis) -> list[Edit]:
    """``export PIP_BREAK_SYSTEM_PACKAGES=1`` on a line of its own."""
    edits, data = [], analysis.data
    for effect in analysis.effects:
        if effect.kind == "variable" and effect.get("name") in _VARIABLES:
            begin, after = line_of(data, effect.start), line_after(data, effect.end)
            if data[begin:after].strip() == data[effect.start : effect.end].strip():
                edits.append(Edit(begin, after, b""))
    return edits
