"""What ``uv tool`` and ``uvx`` will do: environments of their own, whatever the marker says."""

from __future__ import annotations

from pipwise.facts.uv_installed import data_directory
from pipwise.facts.uv_options import environment_value
from pipwise.model.known import Unknown
from pipwise.model.outcome import Outcome
from pipwise.predict.uv_case import (
    Case,
    fails,
    goes_on,
    interpreter_problem,
    site_packages,
    unknown,
    writable,
)
from pipwise.predict.uv_wanted import missing_source, requirement_paths, requirement_problem


def predict_tool(case: Case) -> Outcome:
    """Any command below ``uv tool``."""
    match case.command:
        case "tool install":
            return _install(case)
        case "tool run":
            return _run(case)
        case "tool uninstall" | "tool upgrade":
            return _installed_ones(case)
        case _:
            return goes_on(case, "inspects-only", None)


def paths(case: Case) -> tuple[str, ...]:
    """Files that were named, and what stands where the tools' environments are."""
    found = [*requirement_paths(case)]
    for name in _names(case):
        root = _root(case, name)
        if root:
            found += [root, f"{root}/uv-receipt.toml"]
    return tuple(found)


def tool_directory(case: Case) -> str:
    """UV_TOOL_DIR, else ``uv/tools`` in the user's data directory; '' where there is no home."""
    own = environment_value(case.settings, "UV_TOOL_DIR")
    if own:
        return case.path(own)
    variables = dict(case.target.variables)
    data = data_directory(variables, variables.get("HOME"))
    return f"{data}/uv/tools" if data else ""


def _install(case: Case) -> Outcome:
    problem = requirement_problem(case)
    if problem is not None:
        return problem
    wanted = case.intent.arguments.operands
    if wanted and wanted[0].lower() in ("python", "pythonw"):
        return fails("invalid-requirement", "Cannot install Python with `uv tool install`")
    names = _names(case)
    if case.given("from") and wanted and names and names[0] and _other_name(wanted[0], names[0]):
        return fails(
            "invalid-requirement",
            f"Package name (`{names[0]}`) does not match install request (`{wanted[0]}`)",
        )
    problem = interpreter_problem(case) or missing_source(case)
    if problem is not None:
        return problem
    if not names or not names[0]:
        return goes_on(case, "own-environment", None)
    root = _root(case, names[0])
    if not root:
        return fails("no-home")
    again = any(
        case.given(name) for name in ("force", "upgrade", "reinstall", "upgrade-package", "reinstall-package")
    )
    receipt = case.fact(f"{root}/uv-receipt.toml")
    if receipt is not None and receipt.kind == "file" and not again:
        return goes_on(case, "already-satisfied", None)
    destination = site_packages(case, root)
    if isinstance(destination, Unknown):
        return unknown(destination.why)
    if not writable(case, root):
        return fails(
            "permission-denied", f"failed to create directory `{root}`: Permission denied (os error 13)"
        )
    return goes_on(case, "own-environment", destination)


def _run(case: Case) -> Outcome:
    """A throw-away environment in uv's cache; the exit status afterwards is the program's own."""
    if not case.intent.arguments.operands:
        return fails("no-requirements", "Provide a command to run with `uvx <command>`.")
    problem = requirement_problem(case) or interpreter_problem(case) or missing_source(case)
    return problem or goes_on(case, "own-environment", None)


def _installed_ones(case: Case) -> Outcome:
    verb = case.command.partition(" ")[2]
    if case.given("all"):
        return goes_on(case, "own-environment", None)
    for requirement in case.intent.requirements:
        if requirement.kind == "invalid":
            return fails("invalid-requirement", f"Failed to parse: `{requirement.text}`")
        fact = case.fact(_root(case, requirement.name))
        if fact is not None and fact.kind == "absent":
            return fails(
                "not-installed", f"`{requirement.name}` is not installed", 2 if verb == "uninstall" else 1
            )
    return goes_on(case, "own-environment", None)


def _names(case: Case) -> list[str]:
    return [found.name for found in case.intent.requirements if not found.editable] or [
        found.name for found in case.intent.requirements
    ]


def _other_name(wanted: str, name: str) -> bool:
    from pipwise.catalog.spelling import normalise

    return normalise(wanted.partition("@")[0].partition("[")[0]) != name


def _root(case: Case, name: str) -> str:
    directory = tool_directory(case)
    return f"{directory}/{name}" if directory and name else ""
