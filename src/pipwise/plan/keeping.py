"""Steps by which pipx or uv keep an application: what they run with, and every place that they may change."""

from __future__ import annotations

from pipwise.decide.keeping import Words
from pipwise.decide.questions.environment import base_interpreter
from pipwise.facts.kept import root_of
from pipwise.model.applications import Applications, Keeper
from pipwise.model.decision import Situation
from pipwise.model.plan import Kept, MakeDirectory, RunTool, Step
from pipwise.plan.bring_up import own_pipx, shared_pip
from pipwise.plan.engines import Workbench
from pipwise.plan.pip_settings import Variables, for_pip
from pipwise.plan.uv import settings_for_uv, variables_for_uv

_PIPX: Variables = (
    *(("PYTHONHOME", None), ("PYTHONPATH", None), ("PIP_DRY_RUN", None), ("PIP_REPORT", None)),
    *(("USE_EMOJI", "0"), ("PIPX_USE_EMOJI", "0")),
)


def first_steps(situation: Situation, found: Applications, workbench: Workbench) -> tuple[Step, ...]:
    """What has to be there before: the tool itself, the directories, pipx's shared pip."""
    keeper = found.keeper
    steps: list[Step] = []
    if not keeper.path:
        steps += own_pipx(situation, found, workbench)
    base = keeper.python or ("" if keeper.path else base_interpreter(situation))
    if not keeper.shared_works and base:
        steps += shared_pip(found, base, workbench)
    made = [one.rpartition("/")[0] for one in keeper.places if one.endswith(("/man", "/log"))]
    holds = f"{keeper.home}/venvs" if keeper.name == "pipx" else keeper.home
    return (*steps, *(MakeDirectory(one) for one in (holds, keeper.bin, *made)))


def step(situation: Situation, found: Applications, words: Words, purpose: str) -> RunTool:
    """One command of the tool. The directory of commands is put on PATH, or the tool would tell what is told better later."""
    keeper = found.keeper
    path = dict(situation.facts.environment).get("PATH", "/usr/local/bin:/usr/bin:/bin")
    variables: Variables = (*words.variables, ("PATH", f"{keeper.bin}:{path}"))
    argv = list(words.argv)
    if keeper.name == "uv":
        argv[3:3] = ["--no-config", "--index-strategy", "unsafe-best-match", *settings_for_uv(situation)]
        variables = (*variables_for_uv(situation), ("UV_PYTHON_DOWNLOADS", "never"), *variables)
    else:
        chosen = dict(situation.facts.environment).get("PIPX_DEFAULT_BACKEND")
        backend: Variables = () if chosen else (("PIPX_DEFAULT_BACKEND", "pip"),)
        variables = (*for_pip(situation), *_PIPX, *backend, *variables)
    argv[0] = keeper.path or f"{found.own}/bin/pipx"
    return RunTool(tuple(argv), _changes(keeper, words.project), None, variables, purpose, keeper.name)


def kept(keeper: Keeper, project: str, host: str = "") -> Kept:
    """What has to be there afterwards."""
    return Kept(project, root_of(keeper, host or project).rstrip("/"), keeper.bin)


def _changes(keeper: Keeper, project: str) -> tuple[str, ...]:
    root = root_of(keeper, project).rstrip("/")
    locks = (f"{keeper.home}/venvs/.{project}.lock",) if keeper.name == "pipx" and project else ()
    shared = (keeper.shared,) if keeper.shared else ()
    places = tuple(dict.fromkeys((root, keeper.bin, *shared, *locks, *keeper.places)))
    return tuple(one for one in places if not any(one.startswith(f"{other}/") for other in places))
