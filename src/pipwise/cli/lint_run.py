"""From the words of ``pipwise lint`` to a report: settings, files, all cores, baseline."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import partial

from pipwise.cli.lint_codes import narrowed
from pipwise.cli.lint_progress import Progress
from pipwise.cli.lint_words import Asked
from pipwise.cli.looking import live_look
from pipwise.cli.words import Own
from pipwise.errors import UsageError
from pipwise.facts.resolution import absolute
from pipwise.lint.analyse import Wanted, analyse
from pipwise.lint.around import with_surroundings
from pipwise.lint.discover import LIMIT, Candidate, Named, Unread, discover, examine
from pipwise.lint.kinds import kind_of
from pipwise.lint.report import FileReport, NotAnalysedFile, Report, slim
from pipwise.lint.rules import CODES
from pipwise.lint.settings import Settings, read_settings
from pipwise.lint.sift import Sifted, sifted
from pipwise.system.tree import scan
from pipwise.system.workers import in_slices

_SLICES, _MOST = 100, 25
"""How many slices the files are looked into in, so that all cores have an end at about the same time; files in each at most."""
Part = tuple[list[FileReport], list[NotAnalysedFile], int]


def report_on(own: Own, asked: Asked) -> Report:
    """Everything that was named, looked into. Raises ``UsageError`` for settings or paths that are not understood."""
    settings = settings_of(own, asked)
    wanted = wanted_of(own, asked, settings)
    documents = wanted.documents or own.json or asked.format == "json"
    named = [one for one in _named(asked, settings) if documents or not _says_nothing(one)]
    progress = Progress(len(named), "files")
    # Those that are kept are read once more.
    wanted, kept = sifted(wanted, named, lambda done: progress.reached(done // 2))
    files: list[FileReport] = []
    unread: list[NotAnalysedFile] = []
    seen, size, before = 0, max(1, min(_MOST, len(kept) // _SLICES)), len(named) - len(kept)
    for part in in_slices(
        partial(_look_into, wanted), kept, size, lambda done: progress.reached(before + done), weight=_size
    ):
        files += part[0]
        unread += part[1]
        seen += part[2]
    progress.end()
    return Report(tuple(_new(own, asked, settings, files)), tuple(unread), seen)


def settings_of(own: Own, asked: Asked) -> Settings:
    """The settings of the directory of the first path that was named."""
    look = live_look(own)
    first = next((path for path in asked.paths if path != "-"), ".")
    place = absolute(first, look.cwd).rstrip("/")
    try:
        scan(place)
    except OSError:
        place = place.rpartition("/")[0]
    return narrowed(read_settings(look, place or "/", CODES), asked)


def wanted_of(own: Own, asked: Asked, settings: Settings) -> Wanted:
    """What is asked of every file."""
    on = ""
    if own.on or settings.images:
        from pipwise.cli.recorded import platform_named

        on = platform_named(own.on).asked if own.on else ""
        for _, platform in settings.images:
            platform_named(platform)
    documents = asked.documents or settings.documents
    return Wanted(settings.images, documents, settings.ignore, on)


def surrounded(asked: Asked, settings: Settings, wanted: Wanted) -> Wanted:
    """What is asked, with what the files that were named tell of each other."""
    return with_surroundings(wanted, [one for one in _named(asked, settings) if isinstance(one, Named)])


def candidates(asked: Asked, settings: Settings) -> Iterator[Candidate]:
    """The files that may have something to judge, one after the other."""
    for one in _named(asked, settings):
        found = None if _says_nothing(one) else examine(one) if isinstance(one, Named) else one
        if isinstance(found, Candidate):
            yield found


def _size(one: Sifted) -> int:
    return one.size


def _look_into(wanted: Wanted, part: Sequence[Sifted]) -> Part:
    files: list[FileReport] = []
    unread: list[NotAnalysedFile] = []
    seen = 0
    for one, _ in part:
        found = examine(one) if isinstance(one, Named) else one
        if found is None:
            continue
        seen += 1
        if isinstance(found, Unread):
            unread.append(NotAnalysedFile(found.path, found.why))
            continue
        report, more = analyse(found, wanted)
        unread += more
        files += [slim(report)] if report is not None else []
    return files, unread, seen


def _says_nothing(one: Named | Candidate | Unread) -> bool:
    """A document that was not named by itself: rules on documents are opt-in."""
    return isinstance(one, Named) and one.kind is not None and one.kind.document and one.path != one.place


def _named(asked: Asked, settings: Settings) -> Iterator[Named | Candidate | Unread]:
    for path in asked.paths or (".",):
        if path == "-":
            yield _standard_input(asked)
            continue
        try:
            scan(path)
        except NotADirectoryError:
            yield Named(path, path, path, kind_of(path))
        except FileNotFoundError:
            raise UsageError(f"{path}: there is no such file or directory") from None
        except OSError as error:
            yield Unread(path, error.strerror or str(error))
        else:
            yield from discover(path, "" if path == "." else f"{path.rstrip('/')}/", settings.exclude)


def _standard_input(asked: Asked) -> Candidate:
    if not asked.stdin_filename:
        raise UsageError(
            "what standard input is has to be said",
            hint="pipwise lint --stdin-filename Dockerfile - < Dockerfile",
        )
    data = sys.stdin.buffer.read(LIMIT) if sys.stdin is not None else b""
    kind = kind_of(asked.stdin_filename, data[:80])
    if kind is None:
        raise UsageError(f"{asked.stdin_filename}: files of that name are not looked into")
    return Candidate(asked.stdin_filename, kind, data)


def _new(own: Own, asked: Asked, settings: Settings, files: list[FileReport]) -> list[FileReport]:
    """The reports without what the baseline knows."""
    look = live_look(own)
    path = absolute(asked.baseline, look.cwd) if asked.baseline else settings.baseline
    if not path:
        return files
    from pipwise.lint.baseline import read_baseline, without_known

    try:
        known = read_baseline(path, look.read(path, 64_000_000))
    except OSError as error:
        raise UsageError(f"{path}: the baseline cannot be read: {error.strerror}") from None
    return [without_known(one, known) for one in files]
