"""Taking a project away where it is installed, by that place's own means."""

from __future__ import annotations

from pipwise.decide.manager_words import remove_words
from pipwise.model.lives import Lives
from pipwise.model.managed import Managed
from pipwise.model.plan import Plan, RunTool, Step
from pipwise.model.value import NamedTuple
from pipwise.plan.ways.managed import managed_plan

_PURPOSE = "uninstall"
# Through these a pip would look elsewhere, or refuse what it is told to do.
_CLEAN: tuple[tuple[str, str | None], ...] = (
    *(("PYTHONHOME", None), ("PYTHONPATH", None), ("PYTHONNOUSERSITE", None)),
    *(("PIP_REQUIRE_VIRTUALENV", None), ("PIP_BREAK_SYSTEM_PACKAGES", "1")),
)


class Removal(NamedTuple):
    """Projects in one place, and what is needed to take them away there."""

    lives: tuple[Lives, ...]
    program: str = ""
    """pipx or uv, or the pip wheel for a Python that has no pip of its own."""
    files: tuple[str, ...] = ()
    """What else belongs to them: commands, manual pages, and links to them."""
    managed: Managed | None = None
    words: tuple[str, ...] = ()
    """pip's own options that were given: -q, -v."""


def removal_plan(removals: tuple[Removal, ...]) -> Plan:
    """All of them in one run, so that one undo takes it back; in one environment alone, that is the plan's root."""
    steps = tuple(step for one in removals for step in _steps(one))
    roots = {one.lives[0].place if one.lives[0].where == "existing-venv" else "" for one in removals}
    root = roots.pop() if len(roots) == 1 else ""
    option = removals[0].lives[0].where if removals else ""
    place = removals[0].lives[0].place if removals else ""
    return Plan(option, root, False, steps, (), "gone", place=place)


def _steps(one: Removal) -> tuple[Step, ...]:
    first, projects = one.lives[0], tuple(lives.project for lives in one.lives)
    match first.where:
        case "existing-venv":
            run = (*_pip(one, "-I"), "--isolated", *_words(one), *projects)
            return (RunTool(run, (first.place,), None, _CLEAN[:3], _PURPOSE),)
        case "project-manager":
            return _by_manager(one)
        case "app":
            return tuple(_application(one, lives) for lives in one.lives)
        case _:
            places = (first.place, *one.files)
            return (RunTool((*_pip(one), *_words(one), *projects), places, "/", _CLEAN, _PURPOSE),)


def _pip(one: Removal, *flags: str) -> tuple[str, ...]:
    """The Python's own pip, or the one in a wheel."""
    python = one.lives[0].python
    return (python, *flags, one.program) if one.program else (python, *flags, "-m", "pip")


def _words(one: Removal) -> tuple[str, ...]:
    return ("uninstall", "--yes", *one.words)


def _by_manager(one: Removal) -> tuple[Step, ...]:
    if one.managed is None:
        return ()
    groups: dict[str, list[str]] = {}
    for lives in one.lives:
        groups.setdefault(lives.role, []).append(lives.project)
    runs = tuple(remove_words(one.managed.manager, group, tuple(names)) for group, names in groups.items())
    return managed_plan(one.managed, runs, ()).steps


def _application(one: Removal, lives: Lives) -> RunTool:
    """The tool removes the whole environment: what it was is kept outside of it."""
    verb = ("tool", "uninstall") if lives.owner == "uv" else ("uninstall",)
    everybody = ("--global",) if lives.owner.endswith("--global") else ()
    own = tuple(
        f"{lives.place.rpartition('/')[0]}/{name}" for name in (".lock", ".gitignore", "CACHEDIR.TAG")
    )
    places = (f"{lives.place}*", *one.files, *(own if lives.owner == "uv" else ()))
    return RunTool((one.program, *verb, *everybody, lives.project), places, None, (), _PURPOSE)
