"""The order of questions: everything that the stages may know about one command in one place."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.facts.asker import look_at_asker
from pipwise.facts.contradictions import find_contradictions
from pipwise.facts.environment import look_at_environment
from pipwise.facts.host import look_at_host
from pipwise.facts.pip_configuration import read_pip_settings
from pipwise.facts.place import look_at_place, look_at_project
from pipwise.facts.resolution import resolve
from pipwise.facts.surroundings import Surroundings, surroundings_of
from pipwise.model.facts import Facts, Resolution, Settings
from pipwise.model.intent import Intent, Invocation
from pipwise.model.interpreter import Environment
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.system.look import Look

SCHEMA = "pipwise/facts/1"


def probe(look: Look, intent: Intent) -> Facts:
    """Look at what this command would meet here: its interpreter, the pip behind it, settings, host, place, project."""
    invocation = intent.invocation
    around = surroundings_of(look, invocation)
    resolution = _resolution(look, invocation, around)
    target = _target(look, intent, around, resolution)
    project = look_at_project(look, around.cwd, around.home)
    known_project = project.value if isinstance(project, Known) else None
    return Facts(
        schema=SCHEMA,
        host=look_at_host(look, look.environment),
        asker=look_at_asker(look, look.environment),
        place=look_at_place(look, around.cwd, around.home, known_project),
        project=project,
        environment=tuple(sorted((name, value) for name, value in around.environment.items() if _wanted(name))),
        resolution=resolution,
        target=target,
        others=(),
        pip_settings=_pip_settings(look, around, target),
        uv_settings=_uv_settings(look, intent, around),
        tools=(),
        paths=(),
        contradictions=find_contradictions(look, around, target),
    )


def _resolution(look: Look, invocation: Invocation, around: Surroundings) -> Fact[Resolution]:
    found = resolve(look, invocation.program, around.environment, around.cwd)
    return Known(found, Source("live", found.path or f"PATH={around.environment.get('PATH', '')}"))


def _target(look: Look, intent: Intent, around: Surroundings, resolution: Fact[Resolution]) -> Fact[Environment]:
    invocation = intent.invocation
    if invocation.tool == "uv":
        from pipwise.facts.uv_target import find_uv_interpreter

        executable, why = find_uv_interpreter(look, intent, around)
    else:
        executable, why = _pip_interpreter(look, intent, around, resolution)
    if executable is None:
        return Unknown(why)
    return look_at_environment(look, executable, invocation, around)


def _pip_interpreter(
    look: Look, intent: Intent, around: Surroundings, resolution: Fact[Resolution]
) -> tuple[str | None, str]:
    """``pip --python X`` hands everything over to X (an interpreter, or the root of a virtual environment)."""
    other = dict(intent.arguments.options).get("python")
    if isinstance(other, str) and other:
        from pipwise.facts.resolution import absolute

        path = absolute(other, around.cwd)
        for candidate in (f"{path}/bin/python", f"{path}/Scripts/python.exe", path):
            if resolve(look, candidate, around.environment, around.cwd).path:
                return candidate, ""
        return None, f"{other} is neither a Python nor a virtual environment"
    if isinstance(resolution, Unknown):
        return None, resolution.why
    found = resolution.value
    if found.interpreter is None:
        return None, found.problem or f"{found.program} is not run by a Python"
    return found.interpreter, ""


def _pip_settings(look: Look, around: Surroundings, target: Fact[Environment]) -> Fact[Settings]:
    prefix = target.value.interpreter.prefix if isinstance(target, Known) else None
    settings = read_pip_settings(look, environment=around.environment, home=around.home, prefix=prefix)
    return Known(settings, Source("live", "pip's configuration files and PIP_* variables"))


def _uv_settings(look: Look, intent: Intent, around: Surroundings) -> Fact[Settings]:
    if intent.invocation.tool != "uv":
        return Unknown("not asked: the command is not uv's")
    from pipwise.facts.uv_configuration import read_uv_settings

    settings = read_uv_settings(look, intent, around)
    return Known(settings, Source("live", "uv's configuration files and UV_* variables"))


_PREFIXES = ("PIP_", "UV_", "PIPX_", "PYTHON", "VIRTUAL_ENV", "CONDA_", "XDG_", "LC_", "PYENV_", "MISE_", "ASDF_", "POETRY_")
_NAMES = ("PATH", "HOME", "LANG", "LANGUAGE", "CI", "SHELL", "USER", "SUDO_UID", "SUDO_USER", "TMPDIR", "RUNNER_ENVIRONMENT")


def _wanted(name: str) -> bool:
    """Variables that some installer, or a decision, reads; the rest is nobody's business and stays out of reports."""
    return name.startswith(_PREFIXES) or name in _NAMES


def environment_of(facts: Facts) -> Mapping[str, str]:
    """The recorded variables as a mapping."""
    return dict(facts.environment)
