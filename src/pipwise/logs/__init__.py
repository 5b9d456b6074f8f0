"""A pasted log read as an intent, partial facts, and what was refused or failed."""

from __future__ import annotations

from pipwise.logs.read import read_log
from pipwise.logs.report import Call, Cause, Failure, Mention, Need, Report, Stand, failure_that_matters

__all__ = [
    "Call",
    "Cause",
    "Failure",
    "Mention",
    "Need",
    "Report",
    "Stand",
    "failure_that_matters",
    "read_log",
]
