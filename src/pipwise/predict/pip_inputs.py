"""What pip stops at while it reads requirements: files, paths, invalid ones, none at all.

Source: ``RequirementCommand.get_requirements`` (pip ``_internal/cli/req_command.py``) and ``_internal/req/constructors.py``.
"""

from __future__ import annotations

from pipwise.intent.pip_callbacks import is_pylock, without_extras
from pipwise.intent.pip_groups import group_path
from pipwise.intent.requirements import local_path, path_of
from pipwise.model.intent import Requirement
from pipwise.model.outcome import Outcome
from pipwise.model.value import Callable, Iterator
from pipwise.predict.pip_case import Case, fact_at, fails, listed
from pipwise.predict.pip_vcs import paths_of_programs, without_program

_PEP660_SINCE = (21, 3)
_PYLOCK_SINCE = (26, 2)
_MARKER_CAUGHT_SINCE = (26, 2)
"""Before, packaging's InvalidMarker went through to the last handler."""


def check_inputs(case: Case) -> Outcome | None:
    """The first thing that pip cannot read, in its own order: constraints, operands, groups, editables, files, scripts."""
    command_line = [item for item in case.requirements if not item.origin]
    steps: tuple[Callable[[], Outcome | None], ...] = (
        lambda: check_files(case, listed(case, "constraints"), "constraint"),
        lambda: _first(_requirement(case, item) for item in command_line if not item.editable),
        lambda: _groups(case),
        lambda: _first(_requirement(case, item) for item in command_line if item.editable),
        lambda: check_files(case, listed(case, "requirements"), "requirements"),
        lambda: _nested(case),
        lambda: _scripts(case),
        lambda: _hash_options(case),
        lambda: _nothing(case),
        lambda: without_program(case),
    )
    return _first(step() for step in steps)


def check_operands(case: Case) -> Outcome | None:
    """The same for uninstall, which takes operands and files only."""
    command_line = [item for item in case.requirements if not item.origin]
    return (
        _first(_requirement(case, item) for item in command_line)
        or check_files(case, listed(case, "requirements"), "requirements")
        or _nested(case)
    )


def paths_of_inputs(case: Case) -> Iterator[str]:
    """Every path that the checks want to know about."""
    for name in ("constraints", "requirements", "build_constraints", "requirements_from_scripts"):
        yield from (without_extras(path) for path in listed(case, name) if not _remote(path))
    yield from (
        path for path in (*case.intent.requirement_files, *case.intent.constraint_files) if not _remote(path)
    )
    yield from paths_of_programs(case)
    yield from (group_path(group)[0] for group in listed(case, "dependency_groups"))
    for requirement in case.requirements:
        if requirement.kind in ("path", "archive"):
            path = path_of(requirement)
            yield from (path, f"{path}/setup.py", f"{path}/pyproject.toml")
        elif local_path(requirement):
            yield local_path(requirement)


def _first(outcomes: Iterator[Outcome | None]) -> Outcome | None:
    return next((outcome for outcome in outcomes if outcome is not None), None)


def check_files(case: Case, paths: tuple[str, ...], kind: str) -> Outcome | None:
    """The first of these files that pip cannot open."""
    return _first(_file(case, path, kind) for path in paths)


def _file(case: Case, path: str, kind: str) -> Outcome | None:
    if _remote(path):
        return None
    plain = without_extras(path)
    if case.version >= _PYLOCK_SINCE and is_pylock(plain.rpartition("/")[2]):
        path = plain
    found = fact_at(case, path).kind
    if path in case.intent.files_odd:
        return fails("requirements-file-malformed", 2, f"UnicodeDecodeError: {path!r}")
    if found in ("file", "other"):
        # A device such as /dev/null can be opened as well.
        return None
    why = {"absent": "No such file or directory", "directory": "Is a directory"}.get(
        found, "Permission denied"
    )
    return fails("requirements-file-missing", 1, f"Could not open {kind} file: {why}: {path!r}")


def _remote(path: str) -> bool:
    return path.lower().startswith(("http:", "https:", "file:"))


def _nested(case: Case) -> Outcome | None:
    """What somebody has read out of requirements files; files that these name in turn."""
    own = {*listed(case, "requirements"), *listed(case, "constraints")}
    others = [
        path for path in (*case.intent.requirement_files, *case.intent.constraint_files) if path not in own
    ]
    for requirement in case.requirements:
        if requirement.origin and requirement.kind == "invalid":
            return fails("requirements-file-malformed", 1, f"Invalid requirement: {requirement.text}")
    return check_files(case, tuple(others), "requirements") or _first(
        _requirement(case, item) for item in case.requirements if item.origin
    )


def _requirement(case: Case, requirement: Requirement) -> Outcome | None:
    match requirement.kind:
        case "invalid":
            status = 2 if requirement.marker and case.version < _MARKER_CAUGHT_SINCE else 1
            return fails("invalid-requirement", status, f"Invalid requirement: {requirement.text!r}")
        case "path":
            return _project(case, requirement)
        case "archive":
            return _archive(case, requirement, path_of(requirement))
        case "url" if local_path(requirement):
            return _archive(case, requirement, local_path(requirement))
        case _:
            return None


def _project(case: Case, requirement: Requirement) -> Outcome | None:
    path = path_of(requirement)
    found = fact_at(case, path).kind
    if found != "directory":
        if requirement.editable:
            return fails("requirement-missing", 1, f"{requirement.text} is not a valid editable requirement.")
        hint = f"File {path!r} does not exist." if found == "absent" else "The path does exist."
        return fails(
            "requirement-missing",
            1,
            f"Invalid requirement: {requirement.text!r}: It looks like a path. {hint}",
        )
    files = [f"{path}/setup.py"]
    if not (requirement.editable and case.version < _PEP660_SINCE):
        files.append(f"{path}/pyproject.toml")
    if any(fact_at(case, file).kind == "file" for file in files):
        return None
    return fails(
        "not-installable",
        1,
        f"Directory {path!r} is not installable. Neither 'setup.py' nor 'pyproject.toml' found.",
    )


def _archive(case: Case, requirement: Requirement, path: str) -> Outcome | None:
    """pip only warns that the file is not there, and fails when it opens it, which uninstall never does."""
    found = fact_at(case, path).kind
    if found == "file":
        return None
    if found == "directory" and requirement.kind == "archive" and ("/" in path or path.startswith(".")):
        return _project(case, requirement)
    if found == "directory" or case.parsed.command == "uninstall":
        return None
    return fails(
        "requirement-missing",
        # Only install catches the OSError.
        1 if case.parsed.command == "install" else 2,
        f"Could not install packages due to an OSError: No such file or directory: {path!r}",
    )


def _groups(case: Case) -> Outcome | None:
    for group in listed(case, "dependency_groups"):
        path = without_extras(group_path(group)[0])
        if is_pylock(path.rpartition("/")[2]):
            continue
        found = fact_at(case, path).kind
        if found != "file":
            return fails(
                "requirements-file-missing", 1, f"{path} not found. Cannot resolve '--group' option."
            )
    files = {group_path(group)[0] for group in listed(case, "dependency_groups")}
    return _first(_unresolved(item) for item in case.requirements if item.origin in files)


def _unresolved(requirement: Requirement) -> Outcome | None:
    if requirement.kind != "invalid":
        return None
    return fails(
        "requirements-file-malformed", 1, f"[dependency-groups] resolution failed: {requirement.text}"
    )


def _scripts(case: Case) -> Outcome | None:
    scripts = listed(case, "requirements_from_scripts")
    if len(scripts) > 1:
        return fails("conflicting-options", 1, "--requirements-from-script can only be given once")
    for script in scripts:
        if fact_at(case, script).kind != "file":
            return fails("requirements-file-missing", 1, f"No such file or directory: {script!r}")
    return None


def _hash_options(case: Case) -> Outcome | None:
    if case.options.get("require_hashes") and case.options.get("no_require_hashes"):
        return fails(
            "conflicting-options", 1, "--require-hashes and --no-require-hashes are mutually exclusive"
        )
    return None


def _nothing(case: Case) -> Outcome | None:
    sources = ("editables", "requirements", "dependency_groups", "requirements_from_scripts")
    if case.parsed.operands or any(listed(case, name) for name in sources):
        return None
    hint = f'(see "pip help {case.parsed.command}")'
    links = listed(case, "find_links")
    if links:
        hint = f'(maybe you meant "pip {case.parsed.command} {" ".join(links)}"?)'
    return fails(
        "no-requirements", 1, f"You must give at least one requirement to {case.parsed.command} {hint}"
    )
