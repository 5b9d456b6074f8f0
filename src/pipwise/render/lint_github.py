"""Findings as annotations of a GitHub workflow (``::error file=…``), one a line."""

from __future__ import annotations

from pipwise.lint.report import FileReport, Report
from pipwise.model.finding import Finding

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def lint_github(report: Report) -> str:
    """The workflow commands; a part that was not analysed is a notice."""
    lines = [_annotation(one, finding) for one in report.files for finding in one.findings]
    lines += [
        f"::notice file={_property(one.path)},line={one.line or 1},title=pipwise::{_data(f'not analysed: {one.why}')}"
        for one in report.not_analysed
    ]
    return "".join(f"{line}\n" for line in lines)


def _annotation(report: FileReport, finding: Finding) -> str:
    span = finding.span
    told = "; ".join(one.text for one in finding.evidence[:4])
    place = (
        f"file={_property(report.analysis.path)},line={span.line},endLine={span.end_line},col={span.column}"
    )
    end = f",endColumn={span.end_column}" if span.end_line == span.line else ""
    message = _data(f"{finding.message} ({told})" if told else finding.message)
    return f"::{_COMMANDS[finding.severity]} {place}{end},title=pipwise {finding.code}::{message}"


def _data(text: str) -> str:
    """As the runner unescapes it (``@actions/core``, command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
