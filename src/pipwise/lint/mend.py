"""Applying fixes: what does not overlap, then looking again, until nothing is left to mend."""

from __future__ import annotations

from pipwise.lint.analyse import Wanted, analyse
from pipwise.lint.discover import Candidate
from pipwise.lint.report import FileReport
from pipwise.model.finding import Edit, Finding, Fix
from pipwise.model.value import NamedTuple

_ROUNDS = 10


class Mended(NamedTuple):
    """One file after its repair."""

    data: bytes
    titles: tuple[str, ...]
    report: FileReport | None
    """What is found in it now."""


def mend(candidate: Candidate, wanted: Wanted, *, unsafe: bool) -> Mended:
    """The file with every fix that may be applied; rounds after which there is more to find than before are given up."""
    report, _ = analyse(candidate, wanted)
    best = now = Mended(candidate.data, (), report)
    seen = [_told(now)]
    for _ in range(_ROUNDS):
        fixes = [one.fix for one in _findings(now) if one.fix and (one.fix.safe or unsafe)]
        edited = edit(now.data, fixes)
        after, _ = analyse(candidate._replace(data=edited), wanted) if edited != now.data else (None, ())
        if after is None:
            break
        now = Mended(edited, (*now.titles, *dict.fromkeys(fix.title for fix in fixes)), after)
        told = _told(now)
        if told in seen:
            # What it says of the same lines it said before: the fix has not mended, and would be applied for ever.
            break
        seen.append(told)
        if len(_findings(now)) <= len(_findings(best)):
            best = now
    return best


def _findings(mended: Mended) -> tuple[Finding, ...]:
    return mended.report.findings if mended.report is not None else ()


def _told(mended: Mended) -> list[tuple[str, str, bytes]]:
    """What is found, of which words; not where, since that moves with every line that a fix adds."""
    return sorted(
        (one.code, one.message, mended.data[one.span.start : one.span.end]) for one in _findings(mended)
    )


def edit(data: bytes, fixes: list[Fix]) -> bytes:
    """The bytes after those of the fixes that do not come into each other's way; a fix is applied whole or not at all."""
    taken: list[Edit] = []
    for fix in dict.fromkeys(fixes):
        new = [one for one in fix.edits if one not in taken]
        if not any(_overlap(one, other) for one in new for other in taken):
            taken += new
    for one in sorted(taken, key=lambda one: (one.start, one.end), reverse=True):
        data = data[: one.start] + one.new + data[one.end :]
    return data


def _overlap(one: Edit, other: Edit) -> bool:
    if one.start == other.start:
        return True
    return one.start < other.end and other.start < one.end
