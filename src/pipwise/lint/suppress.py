"""``# pipwise: ignore[CODE] reason``: findings that somebody has looked at, and comments that ignore nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipwise.lint.report import Analysis
from pipwise.model.finding import Edit, Finding, Fix
from pipwise.model.value import NamedTuple

CODE = "unused-ignore"
_IGNORE = re.compile(rb"pipwise:[ \t]*ignore(?:\[([^\]\n]*)\])?")
_LEADERS = (b"#", b"//", b"<!--", b"..", b"--", b";")


class Ignore(NamedTuple):
    """One comment."""

    start: int
    end: int
    codes: tuple[str, ...]
    line: int
    """The line that it speaks of: its own, or the next one where it stands alone."""


def without_ignored(analysis: Analysis, findings: list[Finding], codes: tuple[str, ...]) -> list[Finding]:
    """The findings that no comment ignores, and one for each code in a comment that ignores nothing."""
    ignores = tuple(_ignores(analysis)) if b"pipwise:" in analysis.data else ()
    if not ignores:
        return findings
    used: set[tuple[int, str]] = set()
    kept = []
    for finding in findings:
        by = [one for one in ignores if finding.code in one.codes and _speaks_of(one, finding)]
        used |= {(one.start, finding.code) for one in by}
        kept += [] if by else [finding]
    unused = [(one, code) for one in ignores for code in one.codes or ("",) if (one.start, code) not in used]
    return kept + [_unused(analysis, one, code, codes) for one, code in unused]


def _speaks_of(ignore: Ignore, finding: Finding) -> bool:
    return finding.span.line <= ignore.line <= max(finding.span.line, finding.span.end_line)


def _ignores(analysis: Analysis) -> Iterator[Ignore]:
    data = analysis.data
    for found in _IGNORE.finditer(data):
        begin = data.rfind(b"\n", 0, found.start()) + 1
        before = data[begin : found.start()]
        leader = next(
            (before.rfind(one) for one in (analysis.kind.comment[0], *_LEADERS) if one in before), -1
        )
        if leader < 0:
            continue
        line = analysis.lines.place(found.start())[0]
        alone = not before[:leader].strip()
        end = data.find(b"\n", found.end())
        codes = tuple(
            code.strip().decode("ascii", "replace") for code in (found[1] or b"").split(b",") if code.strip()
        )
        yield Ignore(begin + leader, end if end >= 0 else len(data), codes, line + 1 if alone else line)


def _unused(analysis: Analysis, ignore: Ignore, code: str, codes: tuple[str, ...]) -> Finding:
    if not code:
        message, fix = "this ignore names no rule: pipwise: ignore[CODE] reason", None
    elif code not in codes:
        message, fix = f"there is no rule {code!r}", None
    else:
        message = f"nothing here is ignored by {code}"
        fix = Fix(
            "remove the comment",
            safe=True,
            edits=(Edit(_trimmed(analysis.data, ignore.start), ignore.end, b""),),
        )
    span = analysis.lines.span(ignore.start, ignore.end)
    return Finding(CODE, "warning", "high", span, message, (), fix if len(ignore.codes) == 1 else None)


def _trimmed(data: bytes, start: int) -> int:
    """The blanks before a comment go with it."""
    while start and data[start - 1] in b" \t":
        start -= 1
    return start
