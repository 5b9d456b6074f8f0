"""A Dockerfile's refused calls: an environment in the image, first on PATH from the instruction on that needs it."""

from __future__ import annotations

from pipwise.lint.report import Analysis
from pipwise.lint.rewrite.needless import without_calls
from pipwise.lint.rewrite.place import (
    has_venv,
    in_environment,
    lone_upgrade,
    maker,
    package_edit,
    refused,
    sees_system,
)
from pipwise.lint.rewrite.stages import Stage, copies_of, stages
from pipwise.lint.sites import Site
from pipwise.model.finding import Edit, Fix

ROOT = "/opt/venv"
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
        edits = without_calls(analysis.data, stage, sites)
        if edits:
            return Fix("leave pip as the image has it: the step is not needed", True, tuple(edits))
    first = sites[0]
    if first.world.user not in ("", "root", "0"):
        return None
    made = _made(analysis, stage, first)
    root = made or ROOT
    edits = [Edit(*(at := _line_of(analysis.data, stage, first), at), _lines(analysis.data, root))]
    if not made:
        edits += _make(analysis, stage, first, root)
    for site in sites:
        edits += in_environment(site, root)
    copies = copies_of(analysis.data, stage, _SYSTEM)
    for copy in copies[:1]:
        edits.append(Edit(copy.start, copy.end, _copied(analysis.data, stage, root)))
    safe = not copies and first.confidence != "low" and not _named_by_path(analysis.data)
    title = f"use an environment in the image: {root}"
    return Fix(title, safe, tuple(sorted(set(edits))))


def _make(analysis: Analysis, stage: Stage, site: Site, root: str) -> list[Edit]:
    """Made right before the first call that needs it; what makes it is installed with what brings pip."""
    edits: list[Edit] = []
    words = f"{maker(site)} -m venv {sees_system(site)}{root} && "
    if not has_venv(site):
        edit = package_edit(analysis, site, stage.start)
        if edit is None:
            words = f"apt-get update && apt-get install -y --no-install-recommends python3-venv && {words}"
        else:
            edits.append(edit)
    at = site.effect.call.command.start
    return [*edits, Edit(at, at, words.encode())]


def _made(analysis: Analysis, stage: Stage, site: Site) -> str:
    """An environment that the stage has made by an absolute path, and does not use; ''."""
    for effect in analysis.effects:
        if (
            effect.kind == "venv"
            and stage.start <= effect.start < site.effect.start
            and not effect.get("missing")
        ):
            root = effect.get("root").rstrip("/")
            if root.startswith("/") and root not in ("/usr", "/usr/local"):
                return root
    return ""


def _line_of(data: bytes, stage: Stage, site: Site) -> int:
    """Before the instruction of a call, and before the comments right above it."""
    at = data.rfind(b"\n", 0, stage.instruction_at(site.effect.start).start) + 1
    while at > 0:
        above = data.rfind(b"\n", 0, at - 1) + 1
        if not data[above:at].lstrip().startswith(b"#") or above == 0:
            break
        at = above
    return at


def _lines(data: bytes, root: str) -> bytes:
    end = "\r\n" if b"\r\n" in data else "\n"
    return f'ENV VIRTUAL_ENV={root}{end}ENV PATH="{root}/bin:$PATH"{end}'.encode()


def _copied(data: bytes, stage: Stage, root: str) -> bytes:
    return f"COPY --from={stage.name} {root} {root}\n".encode() + _lines(data, root).rstrip()


def _named_by_path(data: bytes) -> bool:
    """Whether something is started by the OS's Python by its path, which would not see the environment."""
    lines = [line for line in data.split(b"\n") if line.lstrip().upper().startswith((b"CMD", b"ENTRYPOINT"))]
    return any(b"/usr/bin/python" in line or b"/usr/bin/env" in line for line in lines)
