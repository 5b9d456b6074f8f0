"""The JSON of ``lint``: schema ``pipwise/lint/1``."""

from __future__ import annotations

from pipwise.lint.baseline import text_of
from pipwise.lint.report import FileReport, Report
from pipwise.lint.sites import Site
from pipwise.lint.text import Lines
from pipwise.model.finding import Finding
from pipwise.render.plain import Plain, plain

SCHEMA = "pipwise/lint/1"


def lint_json(report: Report) -> dict[str, Plain]:
    """Every file that has a call or a finding, and what was not analysed."""
    return {
        "schema": SCHEMA,
        "files": [_file(one) for one in report.files if one.analysis.sites or one.findings],
        "not_analysed": [
            {"path": one.path, "line": one.line or None, "why": one.why} for one in report.not_analysed
        ],
    }


def _file(report: FileReport) -> dict[str, Plain]:
    analysis = report.analysis
    return {
        "path": analysis.path,
        "kind": analysis.kind.name,
        "sites": [_site(site, analysis.lines) for site in analysis.sites],
        "findings": [_finding(finding, analysis.lines) for finding in report.findings],
    }


def _site(site: Site, lines: Lines) -> dict[str, Plain]:
    line, column = lines.place(site.effect.start)
    return {
        "line": line,
        "column": column,
        "command": " ".join(site.effect.call.words),
        "verdict": site.verdict,
        "code": site.outcome.code,
        "confidence": site.confidence,
        "swallowed": site.swallowed or None,
        "evidence": [{"text": one.text, "where": one.where or None} for one in site.evidence],
    }


def _finding(finding: Finding, lines: Lines) -> dict[str, Plain]:
    span = finding.span
    return {
        "code": finding.code,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "text": plain(text_of(lines, finding)),
        "message": finding.message,
        "evidence": [{"text": one.text, "where": one.where or None} for one in finding.evidence],
        "fix": None
        if finding.fix is None
        else {
            "title": finding.fix.title,
            "safe": finding.fix.safe,
            "edits": [
                {"start": edit.start, "end": edit.end, "new": plain(edit.new.decode("utf-8", "replace"))}
                for edit in finding.fix.edits
            ],
        },
    }
