"""The marker of PEP 668, the file that makes pip refuse: show it, check it, take it away, bring it back, write one.

It is the marker of the Python that a plain ``pip install`` here would change, or of --python. `check` tells what each
installer makes of it, also of a FILE that is no marker yet; exit 1 where something is wrong. `remove` is refused outside
what is thrown away, unless you insist; dpkg is told, so that it does not come back with the next update. `restore` brings
it back with its bytes, mode and owner. `write` protects a Python of your own; a marker that is there is never replaced.
--contact TEXT is a last line of what `write` writes: whom to ask about that Python.
"""

from __future__ import annotations

import json

from pipwise.cli.marking import Asked, look_at_marker, read_words
from pipwise.cli.screen import show
from pipwise.cli.session import live_look
from pipwise.cli.words import Own
from pipwise.cli.workshop import refuse_facts
from pipwise.errors import DONE, FINDINGS, UsageError
from pipwise.facts.marked import marker_in_file
from pipwise.predict.marker_report import Report, report_on, report_on_file


def run(own: Own, words: tuple[str, ...]) -> int:
    """One of the five actions; the exit code of the table."""
    asked = read_words(words)
    refuse_facts(own, "marker")
    match asked.action:
        case "remove":
            from pipwise.cli.marker_changes import remove

            return remove(own, asked)
        case "restore":
            from pipwise.cli.marker_changes import restore

            return restore(own, asked)
        case "write":
            from pipwise.cli.marker_changes import write

            return write(own, asked)
        case _:
            return _tell(own, asked)


def _tell(own: Own, asked: Asked) -> int:
    report = _of_file(own, asked.file) if asked.file else _of_python(own, asked)
    if own.json:
        from pipwise.render.marker_json import marker_json

        print(json.dumps(marker_json(report), indent=2))
    else:
        from pipwise.render.marker_text import check_text, show_text

        show(check_text(report) if asked.action == "check" else show_text(report))
    wrong = any(one.severity != "note" for one in report.findings)
    return FINDINGS if wrong and asked.action == "check" else DONE


def _of_python(own: Own, asked: Asked) -> Report:
    look, found = look_at_marker(own, asked)
    return report_on(found.environment, found.standing, look.environment, found.text)


def _of_file(own: Own, name: str) -> Report:
    look = live_look(own)
    path = name if name.startswith("/") else f"{look.cwd}/{name}"
    try:
        marker, text = marker_in_file(look, path)
    except OSError as error:
        raise UsageError(f"{name}: it cannot be read: {error.strerror}") from None
    return report_on_file(marker, look.environment, text)
