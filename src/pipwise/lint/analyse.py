"""From the bytes of a file to its report: read, fold, judge, ask the rules."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from pipwise.lint.discover import Candidate
from pipwise.lint.events import Event, Machine, Word
from pipwise.lint.reading import NotAnalysed
from pipwise.lint.readings import reading_of
from pipwise.lint.report import Analysis, FileReport, NotAnalysedFile
from pipwise.lint.rules import CODES, RULES
from pipwise.lint.sites import judge
from pipwise.lint.suppress import without_ignored
from pipwise.lint.text import Lines
from pipwise.lint.world.fold import Fold
from pipwise.lint.world.learned import NOTHING, Learned
from pipwise.lint.world.notes import Notes
from pipwise.lint.world.state import World
from pipwise.model.finding import Finding
from pipwise.model.value import NamedTuple
from pipwise.system.patience import TimeIsUp, within


class Wanted(NamedTuple):
    """What was asked of lint."""

    images: tuple[tuple[str, str], ...] = ()
    """(pattern of an image, the platform that it stands for)."""
    documents: bool = False
    """Rules look at documents, too."""
    ignore: tuple[str, ...] = ()
    """Codes of rules that are not asked."""
    on: str = ""
    """The platform that every operating system is taken to be, or ''."""
    learned: Learned = NOTHING
    """Images that builds of the same repository make."""
    scripts: Mapping[str, tuple[World, ...]] = {}
    """By the path of a script, the worlds in which builds run it."""


_PATIENCE = 0.5


def analyse(candidate: Candidate, wanted: Wanted) -> tuple[FileReport | None, tuple[NotAnalysedFile, ...]]:
    """The report on a file; None where nothing of it can be read.

    No file holds up the others: it has a second of processor time for each megabyte, in two tries, since what the first one
    pays for once (grammars, tables) is there for the second.
    """
    for _ in range(2):
        try:
            return within(
                _PATIENCE * max(1, len(candidate.data) / 1e6), partial(_analysed, candidate, wanted)
            )
        except TimeIsUp:
            continue
    return None, (NotAnalysedFile(candidate.path, "reading it takes longer than any file that people write"),)


def _analysed(candidate: Candidate, wanted: Wanted) -> tuple[FileReport | None, tuple[NotAnalysedFile, ...]]:
    try:
        reading = reading_of(candidate.kind.module, candidate.data, candidate.path)
    except NotAnalysed as error:
        return None, (NotAnalysedFile(candidate.path, str(error)),)
    except RecursionError:
        return None, (NotAnalysedFile(candidate.path, "it is nested too deeply"),)
    lines = Lines(candidate.data)
    given = wanted.scripts.get(candidate.path, ()) if candidate.kind.shells else ()
    events = _placed(reading.events, candidate.image)
    analyses = [_analysis(candidate, lines, events, wanted, world) for world in given or (None,)]
    # Where several builds run a script, what the worst of them makes of it is told.
    analysis = max(analyses, key=lambda one: sum(site.verdict in ("refused", "fails") for site in one.sites))
    found = _found(analysis, wanted)
    if found:
        from pipwise.lint.rewrite import with_fixes

        found = with_fixes(analysis, found)
        found.sort(key=lambda finding: (finding.span.start, finding.code))
    unread = (
        NotAnalysedFile(candidate.path, one.why, lines.place(one.offset)[0]) for one in reading.problems
    )
    return FileReport(analysis, tuple(found)), tuple(unread)


def _analysis(
    candidate: Candidate, lines: Lines, events: tuple[Event, ...], wanted: Wanted, given: World | None
) -> Analysis:
    fold = Fold(Notes(wanted.images, wanted.on, wanted.learned, given))
    fold.file(events)
    sites = tuple(judge(effect) for effect in fold.effects if effect.kind == "call")
    return Analysis(candidate.path, candidate.kind, candidate.data, lines, tuple(fold.effects), sites)


def _placed(events: tuple[Event, ...], image: str) -> tuple[Event, ...]:
    """The events on the machine that is known from elsewhere, where the file itself names none."""
    if not image:
        return events
    word = Word((image,), 0, 0)
    return tuple(
        one._replace(image=word) if isinstance(one, Machine) and one.image is None else one for one in events
    )


def _found(analysis: Analysis, wanted: Wanted) -> list[Finding]:
    if analysis.kind.document and not wanted.documents:
        return []
    found = [finding for rule in RULES if rule.code not in wanted.ignore for finding in rule.check(analysis)]
    # A function that is called twice is judged twice.
    once = {(finding.code, finding.span): finding for finding in reversed(found)}
    kept = without_ignored(analysis, list(reversed(once.values())), CODES)
    return [finding for finding in kept if finding.code not in wanted.ignore]
