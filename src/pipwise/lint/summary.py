"""Findings grouped by their cause over files and repositories: what to mend first, and where most of it is."""

from __future__ import annotations

import re
from collections import Counter

from pipwise.lint.report import Report
from pipwise.model.finding import Finding, Severity
from pipwise.model.value import NamedTuple

_NUMBERED = re.compile(r"\bline \d+")
_ORDER = ("error", "warning", "info")


class Cause(NamedTuple):
    """Findings that say the same."""

    code: str
    severity: Severity
    message: str
    """Without what differs from place to place."""
    findings: int
    files: int
    fixable: int
    """How many of the findings have a repair."""
    repositories: tuple[tuple[str, int], ...]
    """(repository, findings), most first."""


class Summary(NamedTuple):
    """All of a report."""

    causes: tuple[Cause, ...]
    """Errors first, then by how many there are."""
    repositories: tuple[tuple[str, Counter[str]], ...]
    """(repository, calls by verdict, with ``findings`` and ``files``)."""
    verdicts: Counter[str]
    findings: int


def summary_of(report: Report, roots: tuple[str, ...] = ()) -> Summary:
    """The summary; ``roots`` are the directories of repositories, in the words of the report's paths."""
    groups: dict[tuple[str, str], list[tuple[str, Finding]]] = {}
    repositories: dict[str, Counter[str]] = {}
    for one in report.files:
        path = one.analysis.path
        counts = repositories.setdefault(repository_of(path, roots), Counter())
        counts.update(site.verdict for site in one.analysis.sites)
        counts.update(findings=len(one.findings), files=bool(one.findings))
        for finding in one.findings:
            groups.setdefault((finding.code, _message(finding)), []).append((path, finding))
    causes = [_cause(key, found, roots) for key, found in groups.items()]
    causes.sort(key=lambda cause: (_ORDER.index(cause.severity), -cause.findings, cause.code, cause.message))
    verdicts = sum(repositories.values(), Counter[str]())
    ordered = sorted(repositories.items(), key=lambda item: (-item[1]["findings"], item[0]))
    return Summary(tuple(causes), tuple(ordered), verdicts, verdicts["findings"])


def repository_of(path: str, roots: tuple[str, ...]) -> str:
    """The innermost of the directories that a path lies in; '.' for none."""
    above = [root for root in roots if root != "." and path.startswith(f"{root.rstrip('/')}/")]
    return max(above, key=len, default=".").rstrip("/") or "/"


def _message(finding: Finding) -> str:
    return _NUMBERED.sub("a later line", finding.message)


def _cause(key: tuple[str, str], found: list[tuple[str, Finding]], roots: tuple[str, ...]) -> Cause:
    where = Counter(repository_of(path, roots) for path, _ in found)
    worst = min((finding.severity for _, finding in found), key=_ORDER.index)
    fixable = sum(finding.fix is not None for _, finding in found)
    ordered = tuple(sorted(where.items(), key=lambda item: (-item[1], item[0])))
    return Cause(*key[:1], worst, key[1], len(found), len({path for path, _ in found}), fixable, ordered)
