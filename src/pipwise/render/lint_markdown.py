"""Findings as Markdown: a table for a comment on a change, and what was not analysed."""

from __future__ import annotations

from pipwise.lint.report import FileReport, Report
from pipwise.model.finding import Finding


def lint_markdown(report: Report) -> str:
    """A table of findings, a list of what was not analysed, and the counts."""
    rows = [_row(one, finding) for one in report.files for finding in one.findings]
    head = ["| place | severity | finding | rule |", "|---|---|---|---|"]
    unread = [
        f"- {_code(one.path + (f':{one.line}' if one.line else ''))}: {_text(one.why)}"
        for one in report.not_analysed
    ]
    parts = ["\n".join([*head, *rows]) if rows else "Nothing was found."]
    parts += ["Not analysed:\n\n" + "\n".join(unread)] if unread else []
    return "\n\n".join(parts)


def _row(report: FileReport, finding: Finding) -> str:
    place = f"{report.analysis.path}:{finding.span.line}"
    told = "; ".join(one.text for one in finding.evidence[:3])
    message = _text(f"{finding.message}{f' ({told})' if told else ''}")
    return f"| {_code(place)} | {finding.severity} | {message} | `{finding.code}` |"


def _text(text: str) -> str:
    """What Markdown would take for its own."""
    escaped = "".join(f"\\{sign}" if sign in "\\`*_[]<>|#" else sign for sign in text)
    return " ".join(escaped.split())


def _code(text: str) -> str:
    return f"`{text.replace('`', chr(39)).replace('|', chr(92) + '|')}`"
