"""pipwise's own pipx, and the pip that pipx shares among its applications: neither needs root, python3-venv or the OS's pip.

See docs/decisions/0016-pipx-is-brought-up.md.
"""

from __future__ import annotations

from pipwise.decide.handed_on import reaching_options
from pipwise.decide.questions.environment import base_interpreter
from pipwise.model.applications import Applications
from pipwise.model.decision import Situation
from pipwise.model.plan import MakeDirectory, Remove, RunTool, Step
from pipwise.plan.engines import Workbench
from pipwise.plan.pip_settings import Variables, for_pip

_VIRTUALENV: Variables = (
    ("VIRTUALENV_*", None),
    ("VIRTUALENV_CONFIG_FILE", "/dev/null"),
    ("PYTHON*", None),
)
_PYTHON: Variables = (("PYTHONHOME", None), ("PYTHONPATH", None))


def own_pipx(situation: Situation, found: Applications, workbench: Workbench) -> tuple[Step, ...]:
    """Steps that bring up a pipx where there is none; one that does not run any more is set aside first."""
    root = found.own
    argv = (f"{root}/bin/python", "-I", "-m", "pip", "install", "--quiet", *reaching_options(situation))
    aside = (Remove(root),) if found.own_state == "broken" else ()
    return (
        *aside,
        MakeDirectory(root.rpartition("/")[0]),
        _environment(root, base_interpreter(situation), workbench, "make an environment for pipx itself"),
        RunTool((*argv, "pipx"), (root,), None, (*for_pip(situation), *_PYTHON), "install pipx into it"),
    )


def shared_pip(found: Applications, base: str, workbench: Workbench) -> tuple[Step, ...]:
    """pipx makes this itself with ``python -m venv``, which lacks ensurepip on Debian; what is there it takes as it is."""
    shared = found.keeper.shared
    return (
        MakeDirectory(shared.rpartition("/")[0]),
        _environment(shared, base, workbench, "make the pip that pipx shares"),
    )


def _environment(root: str, base: str, workbench: Workbench, purpose: str) -> RunTool:
    argv = (
        *(workbench.python, "-I", "-m", "virtualenv", "--quiet", "--no-periodic-update"),
        *("--app-data", f"{workbench.cache}/virtualenv", "--python", base, root),
    )
    return RunTool(argv, (root,), None, _VIRTUALENV, purpose)
