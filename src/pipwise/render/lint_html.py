"""Findings as one HTML page that needs nothing else: no script, no font, no request; it can be mailed and printed."""

from __future__ import annotations

from html import escape

from pipwise import __version__
from pipwise.lint.report import FileReport, Report
from pipwise.lint.summary import Cause, summary_of
from pipwise.lint.text import Lines
from pipwise.model.finding import Finding
from pipwise.render.lint_style import STYLE

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_VERDICTS = ("refused", "fails", "risky", "unknown", "allowed")


def lint_html(report: Report) -> str:
    """The whole page: the counts, the causes, every finding with its line, and what was not analysed."""
    summary = summary_of(report)
    verdicts = "".join(
        f'<li class="{name}"><b>{summary.verdicts[name]}</b> {name}</li>'
        for name in _VERDICTS
        if summary.verdicts[name]
    )
    files = [one for one in report.files if one.findings]
    told = (
        f"{summary.findings} findings in {len(files)} of {report.seen} files that have something to look at."
    )
    parts = [
        f"<h1>pipwise lint</h1><p>{told}</p><ul class=counts>{verdicts}</ul>",
        _causes(summary.causes),
        *map(_file, files),
        _unread(report),
        f"<footer>pipwise {escape(__version__)}</footer>",
    ]
    return (
        f'<!doctype html>\n<html lang=en><head><meta charset=utf-8><meta http-equiv=Content-Security-Policy content="{_POLICY}">'
        '<meta name=viewport content="width=device-width"><title>pipwise lint</title>'
        f"<style>{STYLE}</style></head>\n<body>{chr(10).join(filter(None, parts))}</body></html>\n"
    )


def _causes(causes: tuple[Cause, ...]) -> str:
    if not causes:
        return "<p>Nothing was found.</p>"
    rows = "".join(
        f"<tr class={one.severity}><td><code>{escape(one.code)}</code></td><td>{escape(one.message)}</td><td>{one.findings}</td>"
        f"<td>{one.files}</td><td>{one.fixable}</td></tr>"
        for one in causes
    )
    head = "<tr><th>rule</th><th>what is found</th><th>findings</th><th>files</th><th>with a repair</th></tr>"
    return f"<h2>Causes</h2><table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _file(report: FileReport) -> str:
    shown = "".join(_finding(report.analysis.lines, one) for one in report.findings)
    count = len(report.findings)
    return (
        f"<details open><summary><code>{escape(report.analysis.path)}</code> {count} finding{'' if count == 1 else 's'}"
        f"</summary>{shown}</details>"
    )


def _finding(lines: Lines, finding: Finding) -> str:
    span = finding.span
    text = lines.text(span.line)
    end = span.end_column - 1 if span.end_line == span.line else len(text)
    before, marked, after = text[: span.column - 1], text[span.column - 1 : end], text[end:]
    told = "".join(f"<li>{escape(one.text)}</li>" for one in finding.evidence)
    fix = (
        f"<p class=fix>{escape(finding.fix.title)}{'' if finding.fix.safe else ' (unsafe)'}</p>"
        if finding.fix
        else ""
    )
    return (
        f"<section class={finding.severity}><h3>{span.line}:{span.column} {escape(finding.message)}"
        f" <code>{escape(finding.code)}</code></h3><pre>{escape(before)}<mark>{escape(marked)}</mark>{escape(after)}</pre>"
        f"{f'<ul>{told}</ul>' if told else ''}{fix}</section>"
    )


def _unread(report: Report) -> str:
    if not report.not_analysed:
        return ""
    rows = "".join(
        f"<li><code>{escape(one.path)}{f':{one.line}' if one.line else ''}</code>: {escape(one.why)}</li>"
        for one in report.not_analysed
    )
    return f"<h2>Not analysed</h2><ul>{rows}</ul>"
