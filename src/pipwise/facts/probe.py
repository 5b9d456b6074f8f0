"""The order of questions: everything that the stages may know about one command in one place."""

from __future__ import annotations

from pipwise.facts.asker import look_at_asker
from pipwise.facts.contradictions import find_contradictions
from pipwise.facts.environment import look_at_environment
from pipwise.facts.host import look_at_host
from pipwise.facts.pip_configuration import read_pip_settings
from pipwise.facts.place import look_at_place
from pipwise.facts.project import look_at_project
from pipwise.facts.resolution import absolute, find_program, resolve
from pipwise.facts.shebang import shebang_flags
from pipwise.facts.surroundings import Surroundings, surroundings_of
from pipwise.facts.tools import ask_version
from pipwise.model.facts import Facts, Resolution, Settings, Tool
from pipwise.model.intent import Intent, Invocation
from pipwise.model.interpreter import Environment, PipCopy
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.model.value import Mapping
from pipwise.system.look import Look

SCHEMA = "pipwise/facts/1"


def probe(look: Look, intent: Intent) -> Facts:
    """Look at what this command would meet here: its interpreter, the pip behind it, settings, host, place, project."""
    invocation = intent.invocation
    around = surroundings_of(look, invocation)
    resolution = _resolution(look, invocation, around)
    tools = _asked_tool(look, invocation, resolution)
    version = tools[0].version.value if tools and isinstance(tools[0].version, Known) else ""
    target = _target(look, intent, around, resolution, version)
    asker = look_at_asker(look, look.environment)
    project = look_at_project(look, around.cwd, around.home)
    known_project = project.value if isinstance(project, Known) else None
    return Facts(
        schema=SCHEMA,
        host=look_at_host(look, look.environment),
        asker=asker,
        place=look_at_place(look, around.cwd, around.home, known_project),
        project=project,
        environment=tuple(
            sorted((name, value) for name, value in around.environment.items() if _wanted(name))
        ),
        resolution=resolution,
        target=target,
        others=(),
        pip_settings=pip_settings_of(look, around, target),
        uv_settings=_uv_settings(look, intent, around, version),
        tools=tools,
        paths=(),
        contradictions=find_contradictions(look, around, invocation, resolution, target, asker.shell),
    )


def _resolution(look: Look, invocation: Invocation, around: Surroundings) -> Fact[Resolution]:
    found = resolve(look, invocation.program, around.environment, around.cwd)
    return Known(found, Source("live", found.path or f"PATH={around.environment.get('PATH', '')}"))


def _asked_tool(look: Look, invocation: Invocation, resolution: Fact[Resolution]) -> tuple[Tool, ...]:
    """The uv or pipx that the command itself calls, whose version decides how its words are read."""
    path = resolution.value.path if isinstance(resolution, Known) else None
    if invocation.tool not in ("uv", "pipx") or path is None:
        return ()
    if invocation.module:
        return ()
    return (Tool(invocation.tool, path, ask_version(look, path)),)


def _target(
    look: Look, intent: Intent, around: Surroundings, resolution: Fact[Resolution], version: str
) -> Fact[Environment]:
    invocation = intent.invocation
    if invocation.tool == "uv":
        from pipwise.facts.uv_target import find_uv_interpreter

        executable, why = find_uv_interpreter(look, intent, around, version)
        return look_at_environment(look, executable, invocation, around) if executable else Unknown(why)
    if isinstance(resolution, Unknown):
        return resolution
    found, started = resolution.value, _as_started(look, invocation, resolution)
    other = _other_python(look, intent, around)
    if other:
        return _handed_over(look, other, found, started, around)
    if found.interpreter is None:
        return Unknown(found.problem or f"{found.program} is not run by a Python")
    return look_at_environment(look, found.interpreter, started, around)


def _other_python(look: Look, intent: Intent, around: Surroundings) -> str:
    """``pip --python X``, PIP_PYTHON, or ``python`` in the section ``global`` of a file; after the command it is an error,
    or (before 23.2) nothing.
    """
    if intent.invocation.tool != "pip":
        return ""
    given = dict(intent.arguments.options).get("python")
    problem = intent.arguments.problem
    misplaced = problem is not None and problem.code == "python-option-misplaced"
    if isinstance(given, str) and given and not misplaced:
        return given
    settings = read_pip_settings(look, environment=around.environment, home=around.home, prefix=None).values
    said = {
        setting.section: setting.value for setting in settings if setting.key == "python" and setting.value
    }
    return said.get(":env:") or said.get("global", "")


def _handed_over(
    look: Look, other: str, found: Resolution, started: Invocation, around: Surroundings
) -> Fact[Environment]:
    """pip starts itself again with X, an interpreter or the root of an environment: X's Python runs the pip that was called.

    A pip before 22.3 does not know the option, and one that finds no X ends: then it is the caller's Python that counts.
    """
    caller: Fact[Environment] = Unknown(f"{found.program} is not run by a Python")
    if found.interpreter is not None:
        caller = look_at_environment(look, found.interpreter, started, around)
    pip = caller if isinstance(caller, Unknown) else caller.value.pip
    path = absolute(other, around.cwd)
    candidates = (f"{path}/bin/python", f"{path}/Scripts/python.exe", path)
    runnable = (candidate for candidate in candidates if find_program(look, candidate, {}, around.cwd))
    executable = next(runnable, None)
    if executable is None or not _hands_over(pip):
        return caller
    environment = look_at_environment(look, executable, started, around)
    if isinstance(environment, Unknown) or isinstance(caller, Unknown):
        return environment
    return Known(environment.value._replace(pip=pip), environment.source)


def _hands_over(pip: Fact[PipCopy | None]) -> bool:
    """``--python`` is there since pip 22.3."""
    if isinstance(pip, Unknown) or pip.value is None:
        return True
    major, minor, *_ = (*pip.value.version.split("."), "0")
    return (int(major), int(minor)) >= (22, 3) if major.isdecimal() and minor.isdecimal() else True


def _as_started(look: Look, invocation: Invocation, resolution: Fact[Resolution]) -> Invocation:
    """A script's first line may have flags for its interpreter, as distributors put ``-s`` there."""
    if (
        invocation.module
        or invocation.script
        or isinstance(resolution, Unknown)
        or resolution.value.path is None
    ):
        return invocation
    flags = shebang_flags(look, resolution.value.path)
    return invocation._replace(python_flags=(*invocation.python_flags, *flags)) if flags else invocation


def pip_settings_of(look: Look, around: Surroundings, target: Fact[Environment]) -> Fact[Settings]:
    """pip's settings as the pip of this Python reads them: its prefix has a file of its own."""
    prefix = target.value.interpreter.prefix if isinstance(target, Known) else None
    settings = read_pip_settings(look, environment=around.environment, home=around.home, prefix=prefix)
    return Known(settings, Source("live", "pip's configuration files and PIP_* variables"))


def _uv_settings(look: Look, intent: Intent, around: Surroundings, version: str) -> Fact[Settings]:
    if intent.invocation.tool != "uv":
        return Unknown("not asked: the command is not uv's")
    from pipwise.facts.uv_configuration import read_uv_settings

    settings = read_uv_settings(look, intent, around, version)
    return Known(settings, Source("live", "uv's configuration files and UV_* variables"))


_PREFIXES = (
    "PIP_",
    "UV_",
    "PIPX_",
    "PYTHON",
    "VIRTUAL_ENV",
    "CONDA_",
    "XDG_",
    "LC_",
    "PYENV_",
    "MISE_",
    "ASDF_",
    "POETRY_",
)
_NAMES = (
    "PATH",
    "HOME",
    "LANG",
    "LANGUAGE",
    "CI",
    "SHELL",
    "USER",
    "SUDO_UID",
    "SUDO_USER",
    "TMPDIR",
    "RUNNER_ENVIRONMENT",
)


def _wanted(name: str) -> bool:
    """Variables that some installer, or a decision, reads; the rest is nobody's business and stays out of reports."""
    return name.startswith(_PREFIXES) or name in _NAMES


def environment_of(facts: Facts) -> Mapping[str, str]:
    """The recorded variables as a mapping."""
    return dict(facts.environment)
