"""What a command line of pipx asks for."""

from __future__ import annotations

from pipwise.intent.pipx import parse
from pipwise.intent.requirements import read_requirement as parse_requirement
from pipwise.model.intent import Arguments, Intent, Invocation, Requirement
from pipwise.model.value import Literal

Purpose = Literal["install", "uninstall", "inspect", "run", "other"]
_PURPOSES: dict[str, Purpose] = {
    "install": "install",
    "install-all": "install",
    "inject": "install",
    "upgrade": "install",
    "upgrade-all": "install",
    "reinstall": "install",
    "uninstall": "uninstall",
    "uninstall-all": "uninstall",
    "uninject": "uninstall",
    "list": "inspect",
    "environment": "inspect",
    "health": "inspect",
    "run": "run",
    "runpip": "run",
    "exec": "run",
}


def pipx_intent(invocation: Invocation, version: str = "") -> Intent:
    """The intent of an invocation, by the parser of some version ('' for the newest known)."""
    arguments = parse(invocation.arguments, version)
    options = dict(arguments.options)
    files = options.get("requirement", ())
    return Intent(
        invocation=invocation,
        arguments=arguments,
        requirements=_requirements(arguments),
        requirement_files=files if isinstance(files, tuple) else (),
        purpose=_PURPOSES.get(arguments.command, "other"),
    )


def _requirements(arguments: Arguments) -> tuple[Requirement, ...]:
    options, operands = dict(arguments.options), arguments.operands
    match arguments.command:
        case "install" | "upgrade" | "uninstall" | "reinstall":
            wanted = operands
        case "inject" | "uninject":
            wanted = operands[1:]
        case "run":
            spec = options.get("spec")
            wanted = (spec,) if isinstance(spec, str) else operands[:1]
        case _:
            wanted = ()
    editable = options.get("editable") is True
    return tuple(parse_requirement(text)._replace(editable=editable) for text in wanted)
