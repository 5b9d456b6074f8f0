"""``pipwise lint --summary``: causes instead of places, over as many repositories as were named."""

from __future__ import annotations

import json

from pipwise.cli.screen import show
from pipwise.cli.session import live_look
from pipwise.cli.words import Own
from pipwise.facts.resolution import absolute
from pipwise.lint.report import Report
from pipwise.lint.summary import summary_of
from pipwise.render.lint_summary import summary_json, summary_text
from pipwise.system.look import Look


def show_summary(own: Own, report: Report) -> None:
    """Print it, as text or as JSON."""
    summary = summary_of(report, _repositories(live_look(own), report))
    print(json.dumps(summary_json(report, summary), indent=2)) if own.json else show(
        summary_text(report, summary)
    )


def _repositories(look: Look, report: Report) -> tuple[str, ...]:
    """The directories above the files that have a ``.git``."""
    folders: set[str] = set()
    for one in report.files:
        folder = one.analysis.path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return tuple(sorted(folder for folder in folders if _is_root(look, folder)))


def _is_root(look: Look, folder: str) -> bool:
    try:
        look.stat(f"{absolute(folder, look.cwd)}/.git")
    except OSError:
        return False
    return True
