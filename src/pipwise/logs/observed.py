"""What a log shows to have happened, as an outcome: observed, not predicted."""

from __future__ import annotations

from collections.abc import Iterable

from pipwise.logs.codes import LOG_CODES
from pipwise.logs.report import Failure, Need
from pipwise.model.known import Known
from pipwise.model.outcome import Evidence, Outcome


def outcome_of(failure: Failure, manager: str = "") -> Outcome:
    """The outcome, with the lines of the log as its evidence, and what is lacking in the names that ``manager`` has."""
    where = (
        f"line {failure.first}" if failure.first == failure.last else f"lines {failure.first}-{failure.last}"
    )
    evidence = [Evidence(_said(failure), where)]
    if isinstance(failure.family, Known):
        evidence.append(
            Evidence(f"the words are those of {failure.family.value}", failure.family.source.where)
        )
    if isinstance(failure.python, Known):
        evidence.append(Evidence(f"Python {failure.python.value}", failure.python.source.where))
    if isinstance(failure.call, Known):
        evidence.append(
            Evidence(f"the command: {' '.join(failure.call.value.words)}", failure.call.source.where)
        )
    evidence += [Evidence(cause.text, f"line {cause.line}") for cause in failure.causes]
    evidence += [Evidence(f"{need.missing} is missing", f"line {need.line}") for need in failure.needs]
    return Outcome(
        failure.verdict,
        failure.code,
        failure.exit_status,
        None,
        tuple(evidence),
        (),
        failure.message,
        packages_that_have(failure.needs, manager),
    )


_FAMILIES = {
    "apt": "debian",
    "dnf": "fedora",
    "zypper": "suse",
    "pacman": "arch",
    "apk": "alpine",
    "brew": "homebrew",
    "xbps": "void",
    "portage": "gentoo",
}


def packages_that_have(needs: Iterable[Need], manager: str) -> tuple[str, ...]:
    """OS packages that have what a build wanted, in the names of the system's package manager."""
    family = _FAMILIES.get(manager, "")
    names = (dict(need.packages).get(family, "") for need in needs)
    return tuple(dict.fromkeys(name for text in names for name in text.split()))


def _said(failure: Failure) -> str:
    around = f", run by {failure.wrapper}" if failure.wrapper else ""
    again = f" ({failure.repeats + 1} times)" if failure.repeats else ""
    if failure.verdict == "refused":
        return f"{failure.tool}{around} refused{again}"
    if failure.verdict == "risky":
        return f"{failure.tool}{around} warned and went on{again}"
    return f"{failure.tool or 'the tool'}{around} failed{again}: {LOG_CODES.get(failure.code, failure.code)}"
