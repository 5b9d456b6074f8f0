"""Taking away what an old pip left of the same project, so that its command is not found first."""

from __future__ import annotations

from pipwise.model.applications import Applications, Copy
from pipwise.model.decision import Situation
from pipwise.model.known import Known
from pipwise.model.plan import RunTool
from pipwise.plan.engines import Workbench
from pipwise.plan.pip_settings import Variables

_VARIABLES: Variables = (
    *(("PIP_*", None), ("PIP_CONFIG_FILE", "/dev/null"), ("PIP_BREAK_SYSTEM_PACKAGES", "1")),
    *(("PYTHONHOME", None), ("PYTHONPATH", None), ("PYTHONNOUSERSITE", None)),
)


def removals(situation: Situation, found: Applications, workbench: Workbench) -> tuple[RunTool, ...]:
    """One call of pip for each copy that the caller may remove, of the Python that it was installed for."""
    return tuple(
        _removal(situation, one, workbench)
        for one in found.copies
        if one.mine and _is_for(situation, one) and one.base != ""
    )


def _is_for(situation: Situation, copy: Copy) -> bool:
    target = situation.facts.target
    if not isinstance(target, Known):
        return False
    major, minor, *_ = target.value.interpreter.version
    return f"/python{major}.{minor}/" in copy.place or "/python3/" in copy.place


def _removal(situation: Situation, copy: Copy, workbench: Workbench) -> RunTool:
    """-I would hide the user's site directory; the working directory is the root, where no module of anybody's stands."""
    target = situation.facts.target
    python = target.value.interpreter.executable if isinstance(target, Known) else ""
    pip = target.value.pip if isinstance(target, Known) else None
    there = isinstance(pip, Known) and pip.value is not None
    run = ("-m", "pip") if there or not workbench.pip_wheel else (f"{workbench.pip_wheel}/pip",)
    argv = (python, *run, "uninstall", "--yes", copy.project)
    changes = (copy.place, f"{copy.base}/bin", f"{copy.base}/share/man")
    return RunTool(argv, changes, "/", _VARIABLES, f"remove {copy.project} {copy.version} of an old pip")
