"""A summary of lint as text and as JSON: schema ``pipwise/lint-summary/1``."""

from __future__ import annotations

from collections import Counter

from pipwise.lint.report import Report
from pipwise.lint.summary import Cause, Summary
from pipwise.render.plain import Plain, plain

SCHEMA = "pipwise/lint-summary/1"
_VERDICTS = ("refused", "fails", "risky", "allowed", "unknown")
_MOST = 5


def summary_json(report: Report, summary: Summary) -> dict[str, Plain]:
    """Causes, repositories, and how much was not analysed."""
    return {
        "schema": SCHEMA,
        "causes": [
            {
                "code": one.code,
                "severity": one.severity,
                "message": one.message,
                "findings": one.findings,
                "files": one.files,
                "fixable": one.fixable,
                "repositories": [
                    {"path": plain(path), "findings": count} for path, count in one.repositories
                ],
            }
            for one in summary.causes
        ],
        "repositories": [{"path": plain(path), **_counts(counts)} for path, counts in summary.repositories],
        "total": _counts(summary.verdicts),
        "not_analysed": len(report.not_analysed),
    }


def _counts(counts: Counter[str]) -> dict[str, Plain]:
    return {
        "findings": counts["findings"],
        "files": counts["files"],
        "calls": {verdict: counts[verdict] for verdict in _VERDICTS},
    }


def summary_text(report: Report, summary: Summary) -> str:
    """One block a cause, one line a repository, and the counts."""
    blocks = [_cause(one, many=len(summary.repositories) > 1) for one in summary.causes]
    if len(summary.repositories) > 1:
        width = max(len(path) for path, _ in summary.repositories)
        blocks.append("\n".join(f"{path:{width}}  {_told(counts)}" for path, counts in summary.repositories))
    unread = f"; {len(report.not_analysed)} not analysed" if report.not_analysed else ""
    return "\n\n".join([*blocks, f"total: {_told(summary.verdicts)}{unread}"])


def _cause(cause: Cause, *, many: bool) -> str:
    fix = f", {cause.fixable} with a repair" if cause.fixable else ""
    lines = [
        f"{cause.findings} × {cause.severity}: {cause.message} [{cause.code}]",
        f"  in {_many(cause.files, 'file')}{fix}",
    ]
    shown = [f"{path} ({count})" for path, count in cause.repositories[:_MOST]]
    more = len(cause.repositories) - _MOST
    lines += [f"  {', '.join(shown)}{f' and {more} more' if more > 0 else ''}"] if many else []
    return "\n".join(lines)


def _told(counts: Counter[str]) -> str:
    calls = sum(counts[verdict] for verdict in _VERDICTS)
    told = ", ".join(f"{counts[verdict]} {verdict}" for verdict in _VERDICTS if counts[verdict])
    findings, files = _many(counts["findings"], "finding"), _many(counts["files"], "file")
    return f"{findings} in {files}; {_many(calls, 'call')}{f' ({told})' if told else ''}"


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
