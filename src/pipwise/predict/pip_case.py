"""One command of pip and the world that it meets, with every question that can stay unanswered asked in one way."""

from __future__ import annotations

import os.path

from pipwise.intent.pip_arguments import PipArguments, parse
from pipwise.intent.pip_intent import requirements_of, texts
from pipwise.intent.pip_table import Version, version_key
from pipwise.model.host import PathFact
from pipwise.model.intent import Intent, Requirement, Value
from pipwise.model.interpreter import Distribution
from pipwise.model.known import Fact, Unknown
from pipwise.model.outcome import Evidence, Harm, Outcome, Target
from pipwise.model.value import Mapping, NamedTuple, TypeVar
from pipwise.system.caching import lru_cache

T = TypeVar("T")


class Unclear(Exception):
    """A leaf that matters is Unknown; carries why."""


class Case(NamedTuple):
    """The target, and the command line as this very pip reads it."""

    target: Target
    intent: Intent
    version: Version
    vendor: str
    parsed: PipArguments
    options: Mapping[str, Value]
    """What is in force: the command line over the configuration."""
    requirements: tuple[Requirement, ...]
    """Of the command line, then those that somebody has read out of requirements files."""
    paths: Mapping[str, PathFact]


parsed_as = lru_cache(1024)(parse)
"""``parse``, remembered: a command line is read for its paths and for its outcome, on one machine after the other."""


def case_of(target: Target, intent: Intent) -> Case:
    """Read the command line by the version and the configuration at hand."""
    version, vendor = know(target.version), know(target.vendor)
    parsed = parsed_as(intent.invocation.arguments, version, know(target.settings), vendor)
    key = version_key(version)
    own = requirements_of(parsed.command, parsed.operands, parsed.effective, key)
    read = tuple(requirement for requirement in intent.requirements if requirement.origin)
    return Case(target, intent, key, vendor, parsed, parsed.effective, (*own, *read), dict(target.paths))


def know(fact: Fact[T]) -> T:
    """The value, or Unclear."""
    if isinstance(fact, Unknown):
        raise Unclear(fact.why)
    return fact.value


def text(case: Case, name: str) -> str | None:
    """An option that takes one value; None where it is not set (an empty value is one: pip tells the two apart)."""
    value = case.options.get(name)
    return None if value is None else str(value)


def listed(case: Case, name: str) -> tuple[str, ...]:
    """An option that can be given more than once."""
    return texts(case.options, name)


def in_venv(case: Case) -> bool:
    """pip's ``running_under_virtualenv``."""
    return know(case.target.venv) in ("isolated", "sees-system")


def absolute(cwd: str, path: str) -> str:
    """A path as the working directory makes it, without symbolic links being looked at."""
    return "/" + os.path.normpath(os.path.join(cwd, path)).lstrip("/")


def fact_at(case: Case, path: str) -> PathFact:
    """What stands at a path; Unclear where nobody has looked."""
    path = absolute(case.target.cwd, path)
    found = case.paths.get(path)
    if found is None:
        raise Unclear(f"nobody looked at {path}")
    return found


def may_write(case: Case, path: str) -> bool:
    """Whether the command may write there: root may where nobody could look, too."""
    return case.intent.invocation.become == "root" or fact_at(case, path).writable


def installed(case: Case, name: str) -> Distribution | None:
    """The distribution of that name that would be imported: the first in import order."""
    return next((found for found in know(case.target.installed) if found.name == name), None)


def fails(code: str, status: int, message: str = "", *evidence: Evidence) -> Outcome:
    """pip ends with an error of its own, not over the marker."""
    return Outcome("fails", code, status, None, evidence, (), message)


def goes_on(
    code: str, destination: str | None, evidence: tuple[Evidence, ...] = (), harms: tuple[Harm, ...] = ()
) -> Outcome:
    """Nothing in pip stops the command; with harms it is risky."""
    return Outcome("risky" if harms else "allowed", code, 0, destination, evidence, harms)
