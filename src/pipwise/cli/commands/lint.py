"""Find every place in a repository where pip meets a Python that is not its own, and say what will happen there.

PATH is a file or a directory (what .gitignore leaves out is left out); without one it is the working directory. - is standard
input, whose kind --stdin-filename NAME tells. Exit 0 where nothing is found, 1 where something is, 6 where nothing of what was
named could be read.

  --stdin-filename NAME   what standard input is, with -
  --documents             look at what documents tell people to do, too
  --fix                   repair what can be repaired without any doubt; pipwise undo brings the files back
  --unsafe-fixes          repair what may change something else as well, too
  --diff                  show what --fix (or --unsafe-fixes) would change, and change nothing
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from pipwise.cli.lint_words import Asked, read_asked
from pipwise.cli.screen import show
from pipwise.cli.words import Own
from pipwise.errors import COULD_NOT_LOOK, DONE, FINDINGS, UsageError
from pipwise.lint.analyse import Wanted, analyse
from pipwise.lint.discover import LIMIT, Candidate, Unread, discover, examine
from pipwise.lint.kinds import kind_of
from pipwise.lint.report import FileReport, NotAnalysedFile, Report


def run(own: Own, words: tuple[str, ...]) -> int:
    """Look, judge, show; 1 where there are findings."""
    asked = read_asked(words)
    if asked.fix or asked.unsafe_fixes or asked.diff:
        from pipwise.cli.lint_fix import fix

        fix(own, asked, [one for one in _candidates(asked) if isinstance(one, Candidate)], words)
        if asked.diff:
            return DONE
    report = _report(asked)
    _show(own, report)
    if any(one.findings for one in report.files):
        return FINDINGS
    return COULD_NOT_LOOK if not report.files and report.not_analysed and asked.paths else DONE


def _report(asked: Asked) -> Report:
    wanted = Wanted(documents=asked.documents)
    files: list[FileReport] = []
    unread: list[NotAnalysedFile] = []
    seen = 0
    for found in _candidates(asked):
        seen += 1
        if isinstance(found, Unread):
            unread.append(NotAnalysedFile(found.path, found.why))
            continue
        report, more = analyse(found, wanted)
        unread += more
        files += [report] if report is not None else []
    return Report(tuple(files), tuple(unread), seen)


def _candidates(asked: Asked) -> Iterator[Candidate | Unread]:
    from pipwise.system.tree import scan

    for path in asked.paths or (".",):
        if path == "-":
            yield _standard_input(asked)
            continue
        try:
            scan(path)
        except NotADirectoryError:
            yield from examine(path, path, path, kind_of(path))
        except FileNotFoundError:
            raise UsageError(f"{path}: there is no such file or directory") from None
        else:
            yield from discover(path, "" if path == "." else f"{path.rstrip('/')}/")


def _standard_input(asked: Asked) -> Candidate:
    if not asked.stdin_filename:
        raise UsageError(
            "what standard input is has to be said",
            hint="pipwise lint --stdin-filename Dockerfile - < Dockerfile",
        )
    data = sys.stdin.buffer.read(LIMIT)
    kind = kind_of(asked.stdin_filename, data[:80])
    if kind is None:
        raise UsageError(f"{asked.stdin_filename}: files of that name are not looked into")
    return Candidate(asked.stdin_filename, kind, data)


def _show(own: Own, report: Report) -> None:
    if own.json:
        import json

        from pipwise.render.lint_json import lint_json

        print(json.dumps(lint_json(report), indent=2))
        return
    from pipwise.render.lint_text import lint_text

    show(lint_text(report))
