"""The version control program that a requirement such as ``git+https://…`` needs (pip ``_internal/vcs/versioncontrol.py``)."""

from __future__ import annotations

from pipwise.model.intent import Requirement
from pipwise.model.outcome import Outcome
from pipwise.model.value import Iterator
from pipwise.predict.pip_case import Case, fact_at, fails

_PROGRAMS = ("git", "hg", "svn", "bzr")


def without_program(case: Case) -> Outcome | None:
    """pip's BadCommand: it is met when the requirement is prepared, after everything that could be read was read."""
    for requirement in case.requirements:
        program = _program(requirement)
        if program and all(fact_at(case, path).kind == "absent" for path in _places(case, program)):
            return fails(
                "no-version-control",
                1,
                f"Cannot find command {program!r} - do you have {program!r} installed?",
            )
    return None


def paths_of_programs(case: Case) -> Iterator[str]:
    """Where the programs would be found."""
    for program in {_program(requirement) for requirement in case.requirements} - {""}:
        yield from _places(case, program)


def _program(requirement: Requirement) -> str:
    if requirement.kind != "vcs":
        return ""
    url = requirement.text.rpartition(" @ ")[2].strip()
    return next((program for program in _PROGRAMS if url.lower().startswith(f"{program}+")), "")


def _places(case: Case, program: str) -> list[str]:
    folders = dict(case.target.variables).get("PATH", "/usr/bin:/bin").split(":")
    return [f"{folder or '.'}/{program}" for folder in folders]
