"""What lint and audit report: code, severity, confidence, place and repair are separate axes."""

from __future__ import annotations

from pipwise.model.outcome import Evidence
from pipwise.model.value import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]
Confidence = Literal["high", "medium", "low"]


class Span(NamedTuple):
    """A place in a file: bytes from ``start`` up to ``end``; lines and columns (in characters) are counted from 1."""

    start: int
    end: int
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


class Edit(NamedTuple):
    """Bytes that take the place of those between ``start`` and ``end``."""

    start: int
    end: int
    new: bytes


class Fix(NamedTuple):
    """A repair as edits of one file; it is unsafe until it is argued that it changes nothing else."""

    title: str
    safe: bool
    edits: tuple[Edit, ...]


class Finding(NamedTuple):
    """One thing that wants somebody's attention."""

    code: str
    severity: Severity
    confidence: Confidence
    span: Span
    message: str
    evidence: tuple[Evidence, ...] = ()
    fix: Fix | None = None
