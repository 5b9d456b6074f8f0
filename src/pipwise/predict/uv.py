"""What uv will do with an intent where it meets this target (measured with uv 0.13.9; resolution and builds are not in it)."""

from __future__ import annotations

from pipwise.intent.uv_intent import uv_intent
from pipwise.model.intent import Intent
from pipwise.model.known import Unknown
from pipwise.model.outcome import Outcome, Target
from pipwise.predict import uv_pip, uv_project, uv_tool, uv_venv
from pipwise.predict.uv_case import Case, fails, goes_on, unknown
from pipwise.predict.uv_environment import configuration_problem, directories, environment_problem

_CANNOT_START = {"not-found": 127, "bad-interpreter": 127, "not-executable": 126, "no-module": 1}
_PROJECT = ("add", "remove", "sync", "run", "lock")
_IN_A_PROJECT = ("tree", "export", "version", "workspace")
"""Commands that are not modelled beyond this: they want a project around them."""


def predict(target: Target, intent: Intent) -> Outcome:
    """The verdict, exit status and destination of a command of uv."""
    intent = _by_version(target, intent)
    arguments = intent.arguments
    if target.problem in _CANNOT_START:
        return fails(target.problem, "", _CANNOT_START[target.problem])
    if refused := arguments.problem:
        return fails(refused.code, refused.text, refused.exit_status)
    if isinstance(target.settings, Unknown):
        return unknown(target.settings.why)
    case = Case(target, intent, target.settings.value)
    if any(name in ("help", "version") for name, _ in arguments.options):
        return goes_on(case, "help", None)
    problem = environment_problem(case) or configuration_problem(case)
    if problem is not None:
        return problem
    return _dispatch(case)


def paths_to_ask(target: Target, intent: Intent) -> tuple[str, ...]:
    """Paths that decide the outcome and that somebody has to look at (``facts.target.look_at_paths``)."""
    intent = _by_version(target, intent)
    if isinstance(target.settings, Unknown) or intent.arguments.problem is not None:
        return ()
    case = Case(target, intent, target.settings.value)
    return (*directories(case), *_paths(case))


def _paths(case: Case) -> tuple[str, ...]:
    command = case.command
    if command.startswith("pip "):
        return uv_pip.paths(case)
    if command.startswith("tool"):
        return uv_tool.paths(case)
    if command == "venv":
        return uv_venv.paths(case)
    return uv_project.paths(case) if command in _PROJECT else ()


def _by_version(target: Target, intent: Intent) -> Intent:
    """The intent as the uv at hand reads it; what stands in requirements files is kept."""
    if isinstance(target.version, Unknown):
        return intent
    own = uv_intent(intent.invocation, target.version.value)
    inside = tuple(requirement for requirement in intent.requirements if requirement.origin)
    return own._replace(requirements=own.requirements + inside)


def _dispatch(case: Case) -> Outcome:
    command = case.command
    if command.startswith("pip "):
        return uv_pip.predict_pip(case)
    if command.startswith("tool"):
        return uv_tool.predict_tool(case)
    if command == "venv":
        return uv_venv.predict_venv(case)
    if command in _PROJECT:
        return uv_project.predict_project(case)
    if command in _IN_A_PROJECT and not case.place("project-root"):
        return fails("no-project", "No `pyproject.toml` found in current directory or any parent directory")
    return goes_on(case, "not-checked", None)
