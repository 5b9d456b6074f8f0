"""A Dockerfile's refused calls: an environment in the image, first on PATH from the instruction on that needs it."""

from __future__ import annotations

import re

from pipwise.lint.report import Analysis
from pipwise.lint.rewrite.made import by_path, environment, lines
from pipwise.lint.rewrite.needless import without_calls
from pipwise.lint.rewrite.place import in_environment, lone_upgrade, refused
from pipwise.lint.rewrite.stages import Stage, copies_of, stages
from pipwise.lint.sites import Site
from pipwise.model.finding import Edit, Fix

ROOT = "/opt/venv"
# A colon would part it on PATH, and what a shell or ENV reads otherwise would have to be quoted for both.
_ON_PATH = re.compile(r"/[\w./+@%,~-]+")
_SYSTEM = ("/usr/local/lib/python3", "/usr/lib/python3", "/usr/local/bin", "/root/.local", "/usr/local")


def fixes(analysis: Analysis) -> dict[int, Fix]:
    """One fix a stage, which mends all of its calls."""
    found: dict[int, Fix] = {}
    for stage in stages(analysis.data):
        sites = [site for site in refused(analysis) if stage.start <= site.effect.start < stage.end]
        sites = [site for site in sites if stage.instruction_at(site.effect.start).name == "RUN"]
        if sites:
            fix = _of_stage(analysis, stage, sites)
            found |= dict.fromkeys((site.effect.start for site in sites), fix) if fix else {}
    return found


def _of_stage(analysis: Analysis, stage: Stage, sites: list[Site]) -> Fix | None:
    if all(map(lone_upgrade, sites)):
        edits = without_calls(analysis.data, stage, [site.effect for site in sites])
        if edits:
            return Fix("leave pip as the image has it: the step is not needed", True, tuple(edits))
    first = sites[0]
    made = _made(analysis, stage, first)
    root = made or ROOT
    edits = environment(analysis, stage, first, root, made=bool(made))
    if not edits:
        return None
    for site in sites:
        edits += in_environment(site, root)
    copies = copies_of(analysis.data, stage, _SYSTEM)
    for copy in copies[:1]:
        edits.append(Edit(copy.start, copy.end, _copied(analysis.data, stage, root)))
    started = by_path(analysis.data, stage, root)
    safe = not copies and first.confidence != "low" and not started
    title = f"use an environment in the image: {root}"
    return Fix(title, safe, tuple(sorted({*edits, *started})))


def _made(analysis: Analysis, stage: Stage, site: Site) -> str:
    """An environment that the stage has made by an absolute path, and does not use; ''."""
    for effect in analysis.effects:
        if (
            effect.kind == "venv"
            and stage.start <= effect.start < site.effect.start
            and not effect.get("missing")
        ):
            root = effect.get("root").rstrip("/")
            if _ON_PATH.fullmatch(root) and root not in ("/usr", "/usr/local"):
                return root
    return ""


def _copied(data: bytes, stage: Stage, root: str) -> bytes:
    return (
        f"COPY --from={stage.name} {root} {root}\n".encode("utf-8", "surrogateescape")
        + lines(data, root).rstrip()
    )
