"""A baseline: an earlier report of ``lint --json``, whose findings are known and not shown again."""

from __future__ import annotations

import json
from collections import Counter

from pipwise.errors import UsageError
from pipwise.lint.report import FileReport
from pipwise.lint.text import Lines
from pipwise.model.finding import Finding
from pipwise.model.value import NamedTuple


class Key(NamedTuple):
    """What makes a finding the same one: lines move, their text does not."""

    path: str
    code: str
    text: str


def read_baseline(where: str, data: bytes) -> Counter[Key]:
    """How often each finding is known. Raises ``UsageError`` for what is no such report."""
    try:
        document = json.loads(data)
        return Counter(
            Key(file["path"], finding["code"], finding["text"])
            for file in document["files"]
            for finding in file["findings"]
        )
    except (ValueError, KeyError, TypeError) as error:
        what = f"{where}: it is no report of lint"
        raise UsageError(what, str(error)[:80], "pipwise lint --json > baseline.json") from None


def text_of(lines: Lines, finding: Finding) -> str:
    """The line of a finding without the blanks around it."""
    return lines.text(finding.span.line).strip()


def without_known(report: FileReport, known: Counter[Key]) -> FileReport:
    """The report without what is known; what is there more often than it was is new."""
    kept = []
    for finding in report.findings:
        key = Key(report.analysis.path, finding.code, text_of(report.analysis.lines, finding))
        if known[key] > 0:
            known[key] -= 1
        else:
            kept.append(finding)
    return report._replace(findings=tuple(kept))
