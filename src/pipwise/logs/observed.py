"""What a log shows to have happened, as an outcome: observed, not predicted."""

from __future__ import annotations

from pipwise.logs.codes import LOG_CODES
from pipwise.logs.report import Failure
from pipwise.model.known import Known
from pipwise.model.outcome import Evidence, Outcome


def outcome_of(failure: Failure) -> Outcome:
    """The outcome, with the lines of the log as its evidence."""
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
        failure.verdict, failure.code, failure.exit_status, None, tuple(evidence), (), failure.message
    )


def _said(failure: Failure) -> str:
    around = f", run by {failure.wrapper}" if failure.wrapper else ""
    again = f" ({failure.repeats + 1} times)" if failure.repeats else ""
    if failure.verdict == "refused":
        return f"{failure.tool}{around} refused{again}"
    if failure.verdict == "risky":
        return f"{failure.tool}{around} warned and went on{again}"
    return f"{failure.tool or 'the tool'}{around} failed{again}: {LOG_CODES.get(failure.code, failure.code)}"
