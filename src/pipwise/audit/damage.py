"""What an audit reports: the same axes as a linter's finding, with a path where that has a span."""

from __future__ import annotations

from pipwise.model.outcome import Evidence
from pipwise.model.value import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]
Confidence = Literal["high", "medium", "low"]


class Repair(NamedTuple):
    """What would mend it."""

    kind: Literal["remove-distribution", "reinstall-package", "remove-file", "restore-marker", "edit", "none"]
    subject: str
    """The distribution (a path to its metadata), package, file or setting that it acts on."""
    text: str
    """A sentence for people."""


class Damage(NamedTuple):
    """One thing that is not as the operating system left it."""

    code: str
    severity: Severity
    confidence: Confidence
    path: str
    message: str
    evidence: tuple[Evidence, ...] = ()
    affected: tuple[str, ...] = ()
    """OS packages that it endangers."""
    repair: Repair | None = None
