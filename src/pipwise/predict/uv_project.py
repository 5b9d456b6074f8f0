"""What uv's project commands will do: they never look at the marker, wherever the project's environment may be."""

from __future__ import annotations

from pipwise.intent.uv_requirements import read_requirement
from pipwise.model.known import Known, Unknown
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
from pipwise.predict.uv_wanted import nothing_wanted, requirement_paths, requirement_problem


def predict_project(case: Case) -> Outcome:
    """``uv add``, ``remove``, ``sync``, ``lock`` and ``run``."""
    if case.command == "run":
        return _run(case)
    if case.given("script"):
        return _script(case)
    problem = (
        (_project_problem(case) if _reads_files_later(case) else None)
        or requirement_problem(case)
        or _project_problem(case)
        or _not_a_dependency(case)
        or interpreter_problem(case)
    )
    if problem is not None:
        return problem
    if case.command == "lock":
        return goes_on(case, "not-checked", None)
    return _lock_problem(case) or _changes(case)


def _reads_files_later(case: Case) -> bool:
    """``uv add -r``: the words are parsed first, then the project is looked for, and only then files are read."""
    words = (requirement for requirement in case.intent.requirements if not requirement.origin)
    return bool(case.intent.requirement_files) and all(requirement.kind != "invalid" for requirement in words)


def paths(case: Case) -> tuple[str, ...]:
    """The lock file, the environment, and files that were named."""
    root = case.place("project-root")
    found = [*requirement_paths(case)]
    if case.given("script"):
        found.append(case.path(case.text("script")))
    if root:
        found.append(f"{root.rstrip('/')}/uv.lock")
        destination = _destination(case)
        found += [_environment(case), *([destination] if isinstance(destination, str) else [])]
    if case.command == "run" and case.intent.arguments.operands:
        found.append(case.path(case.intent.arguments.operands[0]))
    return tuple(found)


def _project_problem(case: Case) -> Outcome | None:
    match case.place("project-problem"):
        case "malformed":
            return fails("project-malformed", "Failed to parse: `pyproject.toml`")
        case "unmanaged":
            return fails(
                "project-unmanaged", f"The project is marked as unmanaged: {case.place('project-root')}"
            )
        case "no-project-table" if case.command in ("add", "remove"):
            return fails("project-malformed", "No `project` table found in: `pyproject.toml`")
        case _:
            pass
    if not case.place("project-root"):
        return fails("no-project", "No `pyproject.toml` found in current directory or any parent directory")
    return None


def _lock_problem(case: Case) -> Outcome | None:
    lock = case.fact(f"{case.place('project-root').rstrip('/')}/uv.lock")
    if lock is None or lock.kind != "absent" or case.command not in ("sync", "run"):
        return None
    for name, variable in (("frozen", "UV_FROZEN"), ("locked", "UV_LOCKED")):
        if case.flag(name, variable):
            return fails(
                "lock-file-missing", f"Unable to find lockfile at `uv.lock`, but `--{name}` was provided", 1
            )
    return None


def _changes(case: Case) -> Outcome:
    still = case.flag("no-sync", "UV_NO_SYNC") or (
        case.command in ("add", "remove") and case.flag("frozen", "UV_FROZEN")
    )
    if still or case.flag("dry-run") or case.given("check"):
        return goes_on(case, "not-checked", None)
    destination = _destination(case)
    if isinstance(destination, Unknown):
        return unknown(destination.why)
    code = "not-checked" if _is_system(case) else "own-environment"
    empty = (
        case.command == "remove"
        or (case.command in ("sync", "run") and not _something(case))
        or (case.command == "add" and nothing_wanted(case) and not _something(case))
    )
    if not case.place("environment-python") and not writable(case, _environment(case)):
        return fails(
            "permission-denied",
            f"failed to create directory `{_environment(case)}`: Permission denied (os error 13)",
        )
    if not empty and not writable(case, destination):
        return fails(
            "permission-denied",
            f"failed to create directory in `{destination}`: Permission denied (os error 13)",
        )
    return goes_on(case, code, None if empty else destination, prunes=_is_system(case))


def _something(case: Case) -> bool:
    """Whether a sync has anything to install: dependencies, the group ``dev``, or what was asked for besides."""
    only = any(case.given(name) for name in ("only-dev", "only-group"))
    without = (
        any(case.given(name) for name in ("no-dev", "no-default-groups")) or case.text("no-group") == "dev"
    )
    besides = ("extra", "all-extras", "group", "all-groups", "only-group")
    return (
        (bool(case.place("dependency")) and not only)
        or (bool(case.place("development")) and not without)
        or any(case.given(name) for name in besides)
    )


def _not_a_dependency(case: Case) -> Outcome | None:
    """``uv remove`` of what is not among the project's dependencies; other tables are not looked into."""
    if case.command != "remove" or any(case.given(name) for name in ("dev", "group", "optional", "script")):
        return None
    lines = [setting.value for setting in case.settings.values if setting.key == "dependency"]
    there = {read_requirement(line).name for line in lines if line != "."}
    for requirement in case.intent.requirements:
        if requirement.name not in there:
            text = f"The dependency `{requirement.text}` could not be found in `project.dependencies`"
            return fails("not-a-dependency", text)
    return None


def _run(case: Case) -> Outcome:
    """The environment is brought up to date, and the program's exit status is its own."""
    operands = case.intent.arguments.operands
    if not operands and not case.given("module"):
        return fails("no-requirements", "Provide a command or script to invoke with `uv run <command>`.")
    malformed = case.place("project-problem") == "malformed"
    problem = requirement_problem(case) or (_project_problem(case) if malformed else None)
    problem = problem or interpreter_problem(case)
    if problem is not None:
        return problem
    alone = (
        not case.place("project-root")
        or case.flag("no-project", "UV_NO_PROJECT")
        or case.place("project-problem")
    )
    if alone or _is_script(case, operands):
        return goes_on(case, "own-environment", None)
    return _lock_problem(case) or _changes(case)


def _is_script(case: Case, operands: tuple[str, ...]) -> bool:
    """PEP 723 scripts have an environment of their own; ``uv run`` knows them by their metadata only."""
    return case.given("script") and bool(operands)


def _script(case: Case) -> Outcome:
    script = case.text("script")
    fact = case.fact(case.path(script))
    if fact is not None and fact.kind == "absent" and case.command != "add":
        return fails("requirements-file-missing", f"Failed to read `{script}` (not found)")
    problem = requirement_problem(case) or interpreter_problem(case)
    return problem or goes_on(case, "own-environment", None)


def _environment(case: Case) -> str:
    return case.place("environment")


def _is_system(case: Case) -> bool:
    """The environment that is there is no virtual one: UV_PROJECT_ENVIRONMENT=/usr, or a .venv without pyvenv.cfg."""
    venv = case.target.venv
    return bool(case.place("environment-python")) and isinstance(venv, Known) and venv.value == "none"


def _destination(case: Case) -> str | Unknown:
    """In the environment that is there, or in the one that would be made."""
    return site_packages(case, "" if case.place("environment-python") else _environment(case))
