"""The verdicts on a file, for tests: what ``pipwise lint`` says of each call, by its line."""

from __future__ import annotations

from pipwise.lint.analyse import Wanted, analyse
from pipwise.lint.discover import Candidate
from pipwise.lint.kinds import kind_of

Verdicts = list[tuple[int, str, str]]


def verdicts(path: str, text: str) -> Verdicts:
    """(line, command, verdict) of every call, in the order in which they are made."""
    data = text.encode()
    kind = kind_of(path, data[:80])
    assert kind is not None, path
    report, unread = analyse(Candidate(path, kind, data), Wanted(documents=True))
    assert report is not None, unread
    assert unread == ()
    lines = report.analysis.lines
    return [
        (lines.place(site.effect.start)[0], " ".join(site.effect.call.words), site.verdict)
        for site in report.analysis.sites
    ]
