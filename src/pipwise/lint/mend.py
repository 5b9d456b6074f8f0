"""Applying fixes: what does not overlap, then looking again, until nothing is left to mend."""

from __future__ import annotations

from typing import NamedTuple

from pipwise.lint.analyse import Wanted, analyse
from pipwise.lint.discover import Candidate
from pipwise.lint.report import FileReport
from pipwise.model.finding import Edit, Fix

_ROUNDS = 10


class Mended(NamedTuple):
    """One file after its repair."""

    data: bytes
    titles: tuple[str, ...]
    report: FileReport | None
    """What is found in it now."""


def mend(candidate: Candidate, wanted: Wanted, *, unsafe: bool) -> Mended:
    """The file with every fix that may be applied; a round that does not make it better is given up."""
    data, titles = candidate.data, list[str]()
    report, _ = analyse(candidate, wanted)
    for _ in range(_ROUNDS):
        fixes = (
            []
            if report is None
            else [one.fix for one in report.findings if one.fix and (one.fix.safe or unsafe)]
        )
        edited = edit(data, fixes)
        if edited == data:
            break
        after, _ = analyse(candidate._replace(data=edited), wanted)
        if after is None or (report is not None and len(after.findings) > len(report.findings)):
            break
        titles += dict.fromkeys(fix.title for fix in fixes)
        data, report = edited, after
    return Mended(data, tuple(titles), report)


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
