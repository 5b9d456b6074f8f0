"""Where pipx keeps its environments, by version, variables and what is there (``pipx/paths.py``)."""

from __future__ import annotations

from pipwise.facts.uv_installed import data_directory
from pipwise.facts.uv_options import resolve
from pipwise.model.intent import Intent, Requirement
from pipwise.model.known import Known
from pipwise.model.outcome import Target

_OWN_HOME = (1, 3)
"""Since pipx 1.3 the home is in the user's data directory, unless ~/.local/pipx is there (pypa/pipx#1257)."""


def packages(intent: Intent) -> tuple[Requirement, ...]:
    """Packages that have environments of their own."""
    commands = ("install", "upgrade", "uninstall", "reinstall")
    return intent.requirements if intent.arguments.command in commands else ()


def named_venv(intent: Intent) -> str:
    """The environment that the first operand names, or ''."""
    commands = ("inject", "uninject", "runpip", "pin", "unpin", "exec")
    if intent.arguments.command in commands and intent.arguments.operands:
        return _canonical(intent.arguments.operands[0])
    return ""


def venv(target: Target, intent: Intent, name: str, home: str = "") -> str:
    """The root of a package's environment, in the home that pipx uses or in another one."""
    suffix = dict(intent.arguments.options).get("suffix", "")
    return f"{home or home_of(target, intent)}/venvs/{_canonical(f'{name}{suffix}')}"


def _canonical(name: str) -> str:
    from pipwise.catalog.spelling import normalise

    return normalise(name)


def home_of(target: Target, intent: Intent) -> str:
    """PIPX_HOME, else the old home where it is there, else the one of this version; ``--global`` has its own."""
    variables = dict(target.variables)
    if dict(intent.arguments.options).get("global"):
        return variables.get("PIPX_GLOBAL_HOME") or "/opt/pipx"
    own = variables.get("PIPX_HOME")
    if own:
        home = variables.get("HOME", "")
        return resolve(target.cwd, own.replace("~", home, 1) if own.startswith("~/") else own)
    old = dict(target.paths).get(old_home(target))
    if _version(target) < _OWN_HOME or (old is not None and old.kind == "directory"):
        return old_home(target)
    return first_home(target)


def first_home(target: Target) -> str:
    """Below the user's data directory."""
    variables = dict(target.variables)
    return f"{data_directory(variables, variables.get('HOME'))}/pipx"


def old_home(target: Target) -> str:
    """Where pipx had it once."""
    return f"{dict(target.variables).get('HOME', '')}/.local/pipx"


def _version(target: Target) -> tuple[int, ...]:
    text = target.version.value if isinstance(target.version, Known) else "99"
    return tuple(int(part) for part in text.split(".") if part.isdigit())
