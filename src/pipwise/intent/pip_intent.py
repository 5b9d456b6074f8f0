"""A command line of pip as an intent, whichever version of pip will read it."""

from __future__ import annotations

from pipwise.intent.pip_arguments import PipArguments, parse
from pipwise.intent.requirements import read_requirement
from pipwise.model.intent import Intent, Invocation, Requirement, Value
from pipwise.model.value import Literal, Mapping

_Purpose = Literal["install", "uninstall", "inspect", "run", "other"]
_PURPOSES: dict[str, _Purpose] = {
    "install": "install",
    "uninstall": "uninstall",
    **dict.fromkeys(
        ("list", "freeze", "show", "check", "inspect", "debug", "index", "search", "hash", "help"), "inspect"
    ),
}
# Commands whose operands are requirements.
_OF_REQUIREMENTS = ("install", "uninstall", "download", "wheel", "lock")


def pip_intent(invocation: Invocation, version: str = "") -> Intent:
    """What the invocation asks for, by the newest option table unless the version is known."""
    parsed = parse(invocation.arguments, version)
    return intent_of_arguments(invocation, parsed)


def intent_of_arguments(invocation: Invocation, parsed: PipArguments) -> Intent:
    """The intent behind arguments that are parsed already."""
    given = dict(parsed.options)
    harmless = parsed.problem is not None and parsed.problem.exit_status == 0
    return Intent(
        invocation=invocation,
        arguments=parsed.plain(),
        requirements=requirements_of(parsed.command, parsed.operands, given),
        requirement_files=texts(given, "requirements"),
        constraint_files=texts(given, "constraints"),
        groups=texts(given, "dependency_groups"),
        purpose="other" if harmless else _PURPOSES.get(parsed.command, "other"),
    )


def requirements_of(
    command: str, operands: tuple[str, ...], options: Mapping[str, Value], version: tuple[int, ...] = (999,)
) -> tuple[Requirement, ...]:
    """The requirements on the command line itself, in the order in which pip reads them."""
    if command not in _OF_REQUIREMENTS:
        return ()
    # pip 26.0 passes over operands of white space.
    operands = tuple(text for text in operands if text.strip() or version < (26,))
    read = [read_requirement(text, version=version) for text in operands]
    read += [read_requirement(text, editable=True, version=version) for text in texts(options, "editables")]
    return tuple(read)


def texts(options: Mapping[str, Value], name: str) -> tuple[str, ...]:
    """An option that can be given more than once."""
    value = options.get(name, ())
    return value if isinstance(value, tuple) else (str(value),)
