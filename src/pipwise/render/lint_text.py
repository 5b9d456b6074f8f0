"""Findings for people: the place, the line with what is meant underlined, what it is, and what it stands on."""

from __future__ import annotations

from pipwise.lint.report import FileReport, Report
from pipwise.lint.text import Lines
from pipwise.model.finding import Finding

_MOST_EVIDENCE = 4


def lint_text(report: Report) -> str:
    """All findings, what was not analysed, and the count of everything."""
    blocks = [_finding(one, finding) for one in report.files for finding in one.findings]
    unread = [
        f"{one.path}{f':{one.line}' if one.line else ''}: not analysed: {one.why}"
        for one in report.not_analysed
    ]
    return "\n\n".join([*blocks, *(["\n".join(unread)] if unread else []), _count(report)])


def _finding(report: FileReport, finding: Finding) -> str:
    span, path = finding.span, report.analysis.path
    head = f"{path}:{span.line}:{span.column}: {finding.severity}: {finding.message} [{finding.code}]"
    told = [
        f"  because {one.text}{f' ({one.where})' if one.where else ''}"
        for one in finding.evidence[:_MOST_EVIDENCE]
    ]
    fix = [f"  fix: {finding.fix.title}{'' if finding.fix.safe else ' (unsafe)'}"] if finding.fix else []
    return "\n".join([head, *_excerpt(report.analysis.lines, finding), *told, *fix])


def _excerpt(lines: Lines, finding: Finding) -> list[str]:
    span = finding.span
    text = lines.text(span.line)
    width = (span.end_column if span.end_line == span.line else len(text) + 1) - span.column
    number = str(span.line)
    blank = " " * len(number)
    under = " " * (span.column - 1) + "^" * max(1, min(width, len(text) + 1 - span.column))
    # A tab is as wide as the terminal has it: what stands below keeps it.
    under = (
        "".join("\t" if sign == "\t" else mark for sign, mark in zip(text, under, strict=False))
        + under[len(text) :]
    )
    return [f"  {number} | {text}", f"  {blank} | {under}"]


def _count(report: Report) -> str:
    sites = [site for one in report.files for site in one.analysis.sites]
    verdicts = {
        verdict: sum(site.verdict == verdict for site in sites)
        for verdict in ("refused", "fails", "risky", "allowed", "unknown")
    }
    told = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.items() if count)
    findings = sum(len(one.findings) for one in report.files)
    return (
        f"{_counted(report.seen, 'file')} with something to look at: "
        f"{_counted(len(sites), 'call')} of installers{f' ({told})' if told else ''}, {_counted(findings, 'finding')}"
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
