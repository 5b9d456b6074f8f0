"""The JSON of ``why`` about a log: that of ``why``, with every failure of the log beside it."""

from __future__ import annotations

from pipwise.logs import Failure, Report, failure_that_matters
from pipwise.logs.advice import advice_for
from pipwise.logs.observed import outcome_of
from pipwise.model.decision import Decision, Situation
from pipwise.render.plain import Plain, plain
from pipwise.render.why_json import outcome_json, why_json


def log_json(situation: Situation, decision: Decision, report: Report) -> dict[str, Plain]:
    """``why``'s answer with ``log`` (every failure) and ``mentions``; the failure that was decided about comes first.

    ``outcomes`` has one for each of ``log``, in the same order; both are in the order of the log otherwise.
    """
    answer = why_json(situation, decision)
    decided = failure_that_matters(report)
    failures = sorted(report.failures, key=lambda one: one is not decided)
    if failures:
        answer["outcomes"] = [outcome_json(outcome_of(one)) for one in failures]
    answer["log"] = [_failure(one) for one in failures]
    answer["mentions"] = [plain(one) for one in report.mentions]
    return answer


def _failure(failure: Failure) -> dict[str, Plain]:
    written = plain(failure)
    if not isinstance(written, dict):
        raise TypeError("a failure is an object")
    written["needs"] = [
        {"missing": need.missing, "packages": dict(need.packages), "line": need.line}
        for need in failure.needs
    ]
    written["advice"] = advice_for(failure) or None
    return written
