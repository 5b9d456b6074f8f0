"""What is wrong with the requirements of a command of uv, and whether they are satisfied already."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.facts.uv_files import OTHER_FORMATS
from pipwise.intent.uv_requirements import read_requirement
from pipwise.model.intent import Requirement
from pipwise.model.outcome import Outcome
from pipwise.predict.uv_case import Case, fails

_FILE_OPTIONS = ("overrides", "override", "excludes", "exclude", "build-constraints", "build-constraint")
_FILE_VARIABLES = ("UV_CONSTRAINT", "UV_OVERRIDE", "UV_EXCLUDE", "UV_BUILD_CONSTRAINT")
_PROJECT_FILES = ("pyproject.toml", "setup.py")


def requirement_problem(case: Case) -> Outcome | None:
    """What uv finds wrong in what was asked for, before it looks for an interpreter."""
    for requirement in case.intent.requirements:
        if requirement.kind == "invalid":
            return fails("invalid-requirement", f"Failed to parse: `{requirement.text}`")
    for path in _files(case):
        fact = case.fact(case.path(path))
        if fact is None:
            continue
        if fact.kind == "absent":
            return fails("requirements-file-missing", f"File not found: {path}")
        if fact.kind != "file" and not (fact.kind == "other" or path == "-"):
            return fails("requirements-file-missing", f"failed to read from file `{path}`")
    return _file_problem(case)


def _file_problem(case: Case) -> Outcome | None:
    """What stands in the files, as far as they were read."""
    for setting in case.settings.values:
        if setting.section != ":file:":
            continue
        if setting.key == "problem":
            code, _, text = setting.value.partition(": ")
            return fails(code, text)
        if (
            setting.key != "option"
            and read_requirement(setting.value, editable=setting.key == "editable").kind == "invalid"
        ):
            return fails("invalid-requirement", f"Couldn't parse requirement in `{setting.where}`")
    return None


def nothing_wanted(case: Case) -> bool:
    """Whether the requirements files that were named were read and have nothing in them."""
    files = case.intent.requirement_files
    readable = bool(files) and all(path != "-" and "://" not in path for path in files)
    plain = all(path.rpartition(".")[2] not in OTHER_FORMATS for path in files)
    return readable and plain and not _in_files(case) and not case.intent.requirements


def everything_wanted(case: Case) -> list[Requirement]:
    """Requirements of the command line and of files."""
    return [*case.intent.requirements, *_in_files(case)]


def _in_files(case: Case) -> list[Requirement]:
    """Requirements that stand in files."""
    found = [setting for setting in case.settings.values if setting.section == ":file:"]
    wanted = ("requirement", "hashed", "editable")
    return [read_requirement(one.value, editable=one.key == "editable") for one in found if one.key in wanted]


def hash_problem(case: Case) -> Outcome | None:
    """``--require-hashes``: what is typed has no hash, and what stands in a file may have one."""
    lines = [setting for setting in case.settings.values if setting.section == ":file:"]
    required = any(line.key == "option" and line.value == "--require-hashes" for line in lines)
    if not required and not case.flag("require-hashes", "UV_REQUIRE_HASHES"):
        return None
    if case.intent.requirements or any(line.key in ("requirement", "editable") for line in lines):
        return fails("hash-missing", "In `--require-hashes` mode, all requirements must have a hash")
    return None


def missing_source(case: Case) -> Outcome | None:
    """A file or directory to be installed that is not there: uv only finds out when it resolves (exit status 1)."""
    for requirement in case.intent.requirements:
        path = _local(case, requirement)
        fact = case.fact(path) if path else None
        if fact is None:
            continue
        if fact.kind == "absent":
            return fails("requirement-missing", f"Distribution not found at: file://{path}", 1)
        inside = [case.fact(f"{path}/{name}") for name in _PROJECT_FILES]
        if fact.kind == "directory" and all(there is not None and there.kind == "absent" for there in inside):
            return fails("requirement-missing", f"`{path}` does not appear to be a Python project", 1)
    return None


def requirement_paths(case: Case) -> Iterator[str]:
    """Files that were named, and what has to stand in directories that were named."""
    for path in _files(case):
        if path != "-" and "://" not in path:
            yield case.path(path)
    for requirement in case.intent.requirements:
        path = _local(case, requirement)
        if path:
            yield path
            yield from (f"{path}/{name}" for name in _PROJECT_FILES)


def _files(case: Case) -> list[str]:
    intent = case.intent
    found = [*intent.requirement_files, *intent.constraint_files]
    for name, value in intent.arguments.options:
        if name in _FILE_OPTIONS:
            found += value if isinstance(value, tuple) else [str(value)]
    typed = {name for name, _ in intent.arguments.options}
    for setting in case.settings.values:
        option = setting.where[3:].lower().replace("_", "-")
        if setting.where in _FILE_VARIABLES and not typed & {option, f"{option}s"}:
            found += setting.value.split()
    return [path for path in found if path and path != "-" and "://" not in path]


def _local(case: Case, requirement: Requirement) -> str:
    if requirement.kind not in ("path", "archive") or requirement.origin:
        return ""
    text = requirement.text.partition(" @ ")[2] or requirement.text
    text = text.partition(";")[0].partition("#")[0].strip()
    if "[" in text and text.endswith("]"):
        text = text.rpartition("[")[0]
    return case.path(text.removeprefix("file://"))
