"""What a command line of uv, or of uvx, asks for."""

from __future__ import annotations

from pipwise.intent.uv import parse
from pipwise.intent.uv_requirements import read_requirement
from pipwise.model.intent import Arguments, Intent, Invocation, Requirement
from pipwise.model.value import Literal

Purpose = Literal["install", "uninstall", "inspect", "run", "other"]

_PURPOSES: dict[str, Purpose] = {
    "pip install": "install",
    "pip sync": "install",
    "pip uninstall": "uninstall",
    "pip list": "inspect",
    "pip freeze": "inspect",
    "pip check": "inspect",
    "pip compile": "inspect",
    "pip tree": "inspect",
    "pip show": "inspect",
    "tool install": "install",
    "tool upgrade": "install",
    "tool uninstall": "uninstall",
    "tool run": "run",
    "add": "install",
    "sync": "install",
    "remove": "uninstall",
    "run": "run",
}
_REQUIREMENTS = (
    "pip install",
    "pip uninstall",
    "add",
    "remove",
    "tool install",
    "tool uninstall",
    "tool upgrade",
)
_FILES = ("pip sync", "pip compile")


def uv_intent(invocation: Invocation, version: str = "") -> Intent:
    """The intent of an invocation, by the option table of some version ('' for the newest known)."""
    words = invocation.arguments
    if invocation.program.rpartition("/")[2].removesuffix(".exe") == "uvx":
        words = ("tool", "run", *words)
    arguments = parse(words, version)
    return Intent(
        invocation=invocation,
        arguments=arguments,
        requirements=_requirements(arguments),
        requirement_files=_files(arguments),
        constraint_files=_values(arguments, "constraints", "constraint"),
        groups=_values(arguments, "group"),
        purpose=_PURPOSES.get(arguments.command, "other"),
    )


def _requirements(arguments: Arguments) -> tuple[Requirement, ...]:
    command = arguments.command
    found: list[Requirement] = []
    if command in _REQUIREMENTS:
        tool = command.startswith("tool")
        found += [read_requirement(text, tool=tool) for text in arguments.operands]
    elif command == "tool run" and arguments.operands:
        wanted = _values(arguments, "from") or arguments.operands[:1]
        found += [read_requirement(text, tool=True) for text in wanted]
    if command == "tool install" and _values(arguments, "from"):
        found = [read_requirement(text, tool=True) for text in _values(arguments, "from")]
    editables = _values(arguments, "editable") + _values(arguments, "with-editable")
    found += [read_requirement(text, editable=True) for text in editables]
    found += [read_requirement(text) for text in _values(arguments, "with") if text]
    return tuple(found)


def _files(arguments: Arguments) -> tuple[str, ...]:
    files = _values(arguments, "requirements", "requirement", "with-requirements")
    return (*files, *arguments.operands) if arguments.command in _FILES else files


def _values(arguments: Arguments, *names: str) -> tuple[str, ...]:
    """What was typed for an option, whatever it is called in this version."""
    found: list[str] = []
    for name, value in arguments.options:
        if name in names:
            found += value if isinstance(value, tuple) else [value] if isinstance(value, str) else []
    return tuple(found)
