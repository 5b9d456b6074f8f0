"""From the bytes of a file to its report: read, fold, judge, ask the rules."""

from __future__ import annotations

import sys
from typing import NamedTuple, Protocol, cast

from pipwise.lint.discover import Candidate
from pipwise.lint.reading import NotAnalysed, Reading
from pipwise.lint.report import Analysis, FileReport, NotAnalysedFile
from pipwise.lint.rewrite import with_fixes
from pipwise.lint.rules import RULES
from pipwise.lint.sites import judge
from pipwise.lint.text import Lines, Text
from pipwise.lint.world.fold import Fold


class Wanted(NamedTuple):
    """What was asked of lint."""

    images: tuple[tuple[str, str], ...] = ()
    """(pattern of an image, the platform that it stands for)."""
    documents: bool = False
    """Rules look at documents, too."""


class _Source(Protocol):
    def read(self, text: Text, path: str) -> Reading:
        """The events of a file."""


def analyse(candidate: Candidate, wanted: Wanted) -> tuple[FileReport | None, tuple[NotAnalysedFile, ...]]:
    """The report on a file; None where nothing of it can be read."""
    try:
        reading = source_of(candidate.kind.module).read(Text(candidate.data), candidate.path)
    except NotAnalysed as error:
        return None, (NotAnalysedFile(candidate.path, str(error)),)
    except RecursionError:
        return None, (NotAnalysedFile(candidate.path, "it is nested too deeply"),)
    lines = Lines(candidate.data)
    fold = Fold(wanted.images)
    fold.file(reading.events)
    sites = tuple(judge(effect) for effect in fold.effects if effect.kind == "call")
    analysis = Analysis(candidate.path, candidate.kind, candidate.data, lines, tuple(fold.effects), sites)
    found = (
        [finding for rule in RULES for finding in rule.check(analysis)] if _ruled(candidate, wanted) else []
    )
    found = with_fixes(analysis, found)
    found.sort(key=lambda finding: (finding.span.start, finding.code))
    unread = (
        NotAnalysedFile(candidate.path, one.why, lines.place(one.offset)[0]) for one in reading.problems
    )
    return FileReport(analysis, tuple(found)), tuple(unread)


def source_of(module: str) -> _Source:
    """The module that reads a kind of file, imported when the first one is met."""
    name = f"pipwise.lint.sources.{module}"
    if name not in sys.modules:
        __import__(name)
    return cast("_Source", sys.modules[name])


def _ruled(candidate: Candidate, wanted: Wanted) -> bool:
    return wanted.documents or not candidate.kind.document
