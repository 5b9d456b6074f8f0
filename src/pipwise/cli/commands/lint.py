"""Find every place in a repository where pip meets a Python that is not its own, and say what will happen there.

PATH is a file or a directory (what .gitignore leaves out is left out); without one it is the working directory. - is standard
input, whose kind --stdin-filename NAME tells. With --on, every machine whose Python is an operating system's, and every script,
is taken to be that platform. Exit 0 where nothing is found, 1 where something is, 6 where nothing that was named could be read.

  --stdin-filename NAME   what standard input is, with -
  --documents             look at what documents tell people to do, too
  --baseline FILE         leave out what stands in an earlier report of lint --json
  --format FORMAT         text, json, sarif, github (annotations), markdown or html
  --select CODE,…         ask these rules alone
  --ignore CODE,…         do not ask these rules
  --summary               group what is found by its cause, over files and repositories
  --forecast              say what a floating tag will bring with its next release
  --fix                   repair what can be repaired without any doubt; pipwise undo brings the files back
  --unsafe-fixes          repair what may change something else as well, too
  --diff                  show what --fix (or --unsafe-fixes) would change, and change nothing; 1 if there is something
"""

from __future__ import annotations

from pipwise.cli.called import as_called
from pipwise.cli.extras import use_extras
from pipwise.cli.lint_run import candidates, report_on, settings_of, surrounded, wanted_of
from pipwise.cli.lint_words import Asked, read_asked
from pipwise.cli.looking import live_look
from pipwise.cli.screen import show
from pipwise.cli.words import Own
from pipwise.errors import COULD_NOT_LOOK, DONE, FINDINGS
from pipwise.lint.report import Report


def run(own: Own, words: tuple[str, ...]) -> int:
    """Look, judge, show; 1 where there are findings, or a difference to show."""
    asked = read_asked(words)
    use_extras(live_look(own))
    if asked.forecast:
        from pipwise.cli.lint_forecast import forecast

        return forecast(own, asked)
    if asked.fix or asked.unsafe_fixes or asked.diff:
        from pipwise.cli.lint_fix import fix

        settings = settings_of(own, asked)
        wanted = surrounded(asked, settings, wanted_of(own, asked, settings))
        differs = fix(own, asked, list(candidates(asked, settings)), words, wanted)
        if asked.diff:
            return FINDINGS if differs else DONE
    report = report_on(own, asked)
    if asked.summary:
        from pipwise.cli.lint_summary import show_summary

        show_summary(own, report)
    else:
        _show(own, asked, report)
    if any(one.findings for one in report.files):
        return FINDINGS
    return COULD_NOT_LOOK if not report.files and report.not_analysed and asked.paths else DONE


def _show(own: Own, asked: Asked, report: Report) -> None:
    match "json" if own.json else asked.format:
        case "json":
            import json

            from pipwise.render.lint_json import lint_json

            print(json.dumps(lint_json(report), indent=2))
        case "sarif":
            import json

            from pipwise.render.lint_sarif import lint_sarif

            print(json.dumps(lint_sarif(report), indent=2))
        case "github":
            from pipwise.render.lint_github import lint_github

            print(lint_github(report), end="")
        case "markdown":
            from pipwise.render.lint_markdown import lint_markdown

            print(lint_markdown(report))
        case "html":
            from pipwise.render.lint_html import lint_html

            print(lint_html(report), end="")
        case _:
            from pipwise.render.lint_text import lint_text

            named = tuple(one._replace(why=as_called(one.why)) for one in report.not_analysed)
            show(lint_text(report._replace(not_analysed=named)))
