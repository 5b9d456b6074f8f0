"""The two engines that make environments and fill them: virtualenv with pip, and uv."""

from __future__ import annotations

from collections.abc import Callable

from pipwise.decide.arguments import for_environment
from pipwise.model.decision import Goal, Situation
from pipwise.model.managed import Managed
from pipwise.model.plan import RunTool
from pipwise.model.value import NamedTuple
from pipwise.plan.pip_settings import Variables, for_pip
from pipwise.plan.uv import install_by_uv, is_exact, make_by_uv, prompt

_PYTHON: Variables = (("PYTHONHOME", None), ("PYTHONPATH", None))


class Workbench(NamedTuple):
    """What the engines stand on."""

    python: str
    """The Python that has virtualenv (pipwise's own)."""
    cache: str
    pip_wheel: str
    """A pip wheel to seed an environment with that has none, or ''."""
    managed: Managed | None = None
    """The project's manager, where that is to do it."""
    script: tuple[str, bytes] | None = None
    """A script that is to be edited, and what is in it."""
    become: tuple[str, ...] = ()
    """Words by which one command becomes root's (``sudo``); empty for root, and where there is no such program."""
    lists: str = ""
    """Why the package manager's lists have to be fetched first, or ''."""


class Engine(NamedTuple):
    """Three things that an engine can do."""

    make: Callable[[Goal, Situation], RunTool]
    seed: Callable[[Goal, Situation], RunTool]
    install: Callable[[Goal, Situation], RunTool]


def engine_of(goal: Goal, situation: Situation, workbench: Workbench) -> Engine:
    """The engine that the decision chose; an environment that lacks a pip gets virtualenv's wheel with both of them."""

    def make(goal: Goal, situation: Situation) -> RunTool:
        return _make_by_virtualenv(goal, workbench)

    def seed(goal: Goal, situation: Situation) -> RunTool:
        return _seed_by_wheel(goal, workbench)

    if goal.engine == "uv" and is_exact(situation):
        return Engine(make_by_uv, seed, install_by_uv)
    return Engine(make, seed, _install_by_pip)


def _make_by_virtualenv(goal: Goal, workbench: Workbench) -> RunTool:
    """Made by virtualenv, which needs neither python3-venv nor root nor the network: it brings its own pip wheel."""
    argv = (
        *(workbench.python, "-I", "-m", "virtualenv", "--quiet", "--no-periodic-update"),
        *("--app-data", f"{workbench.cache}/virtualenv", "--python", goal.base, f"--prompt={prompt(goal)}"),
        *(("--system-site-packages",) if goal.sees_system else ()),
        goal.root,
    )
    settings: Variables = (("VIRTUALENV_*", None), ("VIRTUALENV_CONFIG_FILE", "/dev/null"))
    return RunTool(argv, (goal.root,), None, (*settings, ("PYTHON*", None)), "make the environment")


def _seed_by_wheel(goal: Goal, workbench: Workbench) -> RunTool:
    """An environment made ``--without-pip``: pip runs from its own wheel and installs itself (as ensurepip does).

    ``--ignore-installed`` since with ``--system-site-packages`` the system's pip would do, and go on refusing.
    """
    argv = (
        *(f"{goal.root}/bin/python", "-I", f"{workbench.pip_wheel}/pip", "--isolated", "install", "--quiet"),
        *("--no-index", "--ignore-installed", "--no-warn-script-location", workbench.pip_wheel),
    )
    return RunTool(
        argv, (goal.root,), None, (("PIP_*", None), *_PYTHON), "give the environment a pip of its own"
    )


def _install_by_pip(goal: Goal, situation: Situation) -> RunTool:
    """-I keeps modules of the working directory, a project's own ``types.py`` say, out of pip's way."""
    argv = (f"{goal.root}/bin/python", "-I", "-m", "pip", *for_environment(situation.intent))
    return RunTool(argv, (goal.root,), None, (*for_pip(situation), *_PYTHON), "install", "pip")
