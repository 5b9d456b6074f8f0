"""Taking a local diversion of the marker back: dpkg renames the file itself, and forgets that it had moved it."""

from __future__ import annotations

from pipwise.audit.survey import Survey
from pipwise.facts.glance import stands, text
from pipwise.model.plan import RunTool

_DATABASE = "/var/lib/dpkg/diversions"


def undivert(survey: Survey, path: str) -> RunTool | None:
    """The command for it, where the file is diverted; None where it is not, or where both files are there."""
    lines = text(survey.look, _DATABASE, 4_000_000).split("\n")
    for diverted, to, by in zip(lines[::3], lines[1::3], lines[2::3], strict=False):
        if diverted == path and by == ":" and stands(survey.look, to) and not stands(survey.look, path):
            argv = ("dpkg-divert", "--local", "--rename", "--remove", path)
            changes = (path, to, _DATABASE, f"{_DATABASE}-old")
            return RunTool(argv, changes, None, (("LC_ALL", "C"),), "take the diversion of the marker back")
    return None
