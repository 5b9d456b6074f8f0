"""The lines of a stage that make an environment and put it first on PATH, where they change nothing else."""

from __future__ import annotations

import re

from pipwise.lint.report import Analysis
from pipwise.lint.rewrite.place import has_venv, maker, package_edit, sees_system
from pipwise.lint.rewrite.position import is_free
from pipwise.lint.rewrite.stages import Stage
from pipwise.lint.sites import Site
from pipwise.lint.sources.dockerfile_lines import Instruction
from pipwise.model.finding import Edit

_ROOT = (b"root", b"0")
_PYTHON = re.compile(rb"/usr/bin/python3?(?=[\s\"']|\Z)")


def environment(analysis: Analysis, stage: Stage, site: Site, root: str, *, made: bool) -> list[Edit]:
    """The edits before the first call that needs it; none where there is no place for them."""
    data, here = analysis.data, stage.instruction_at(site.effect.start)
    user = _user(stage, here)
    if site.world.user not in ("", "root", "0") or user is not None:
        return [] if user is None or made else _before(analysis, stage, site, user, root)
    at = _line_of(data, here)
    told = Edit(at, at, lines(data, root))
    if made:
        return [told]
    start = site.effect.call.command.start
    if not is_free(data, here.start, start) or start == here.start:
        return _before(analysis, stage, site, here, root)
    edits, words = _packages(analysis, stage, site, here)
    words += f"{maker(site)} -m venv {sees_system(site)}{root} && "
    return [told, *edits, Edit(start, start, words.encode("utf-8", "surrogateescape"))]


def lines(data: bytes, root: str) -> bytes:
    """First on PATH from here on."""
    end = "\r\n" if b"\r\n" in data else "\n"
    return f'ENV VIRTUAL_ENV={root}{end}ENV PATH="{root}/bin:$PATH"{end}'.encode("utf-8", "surrogateescape")


def by_path(data: bytes, stage: Stage, root: str) -> list[Edit]:
    """What the OS's Python starts by its path would not see the environment: it is started by that of the environment."""
    edits = []
    for one in stage.instructions:
        if one.name in ("CMD", "ENTRYPOINT"):
            found = _PYTHON.search(data, one.start, one.end)
            edits += (
                [Edit(found.start(), found.end(), f"{root}/bin/python3".encode("utf-8", "surrogateescape"))]
                if found
                else []
            )
    return edits


def _before(analysis: Analysis, stage: Stage, site: Site, one: Instruction, root: str) -> list[Edit]:
    """As an instruction of its own before another one; who is USER from there on owns it."""
    edits, words = _packages(analysis, stage, site, one)
    if any(edit.start > one.start for edit in edits):
        return []
    at = _line_of(analysis.data, one)
    end = "\r\n" if b"\r\n" in analysis.data else "\n"
    owner = one.text.data.split()[0].decode("utf-8", "replace") if one.name == "USER" else ""
    owned = f" && chown -R {owner} {root}" if owner else ""
    run = f"RUN {words}{maker(site)} -m venv {sees_system(site)}{root}{owned}{end}"
    return [*edits, Edit(at, at, run.encode("utf-8", "surrogateescape") + lines(analysis.data, root))]


def _packages(analysis: Analysis, stage: Stage, site: Site, one: Instruction) -> tuple[list[Edit], str]:
    """What makes an environment: installed with what brings pip, else by words of its own."""
    if has_venv(site):
        return [], ""
    edit = package_edit(analysis, site.effect, stage.start)
    if edit is not None:
        return [edit], ""
    return [], "apt-get update && apt-get install -y --no-install-recommends python3-venv && "


def _user(stage: Stage, here: Instruction) -> Instruction | None:
    """The first USER before an instruction after which root has nothing more to say; None where that is not so."""
    users = [one for one in stage.instructions if one.name == "USER" and one.start < here.start]
    named = [one for one in users if one.text.data.split(b":")[0].strip() not in _ROOT]
    return named[0] if len(named) == len(users) == 1 else None


def _line_of(data: bytes, one: Instruction) -> int:
    """Before an instruction, and before the comments right above it."""
    at = data.rfind(b"\n", 0, one.start) + 1
    while at > 0:
        above = data.rfind(b"\n", 0, at - 1) + 1
        if not data[above:at].lstrip().startswith(b"#") or above == 0:
            break
        at = above
    return at
