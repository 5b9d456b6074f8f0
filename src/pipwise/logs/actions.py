"""Steps of GitHub Actions that are somebody else's: an action, or a step inside a composite one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipwise.logs.lines import Line
from pipwise.logs.report import Stand
from pipwise.model.known import Known, Source

_HEADER = re.compile(r"^(?:##\[group\]|::group::)?Run (?P<what>\S.*)")
_USES = re.compile(r"[\w.-]+/[\w./-]+@[\w./-]+$")
_SETTINGS = re.compile(r"^\s*(?:with:|env:|shell: |[\w.-]+: |##\[endgroup\]|::endgroup::|$)")
_FIRST_PARTY = "actions/"


def find_action(lines: list[Line], before: Iterable[int]) -> Known[Stand] | None:
    """The action that the failing step belongs to; None where the step is the workflow's own.

    A composite action shows its own header, its settings, and then at once the header of its first step.
    """
    inner = False
    for index in before:
        text = lines[index].text
        found = _HEADER.match(text)
        if found is None:
            if inner and not _SETTINGS.match(text):
                return None
            continue
        if not _USES.match(found["what"].strip()):
            inner = True
        elif inner and found["what"].startswith(_FIRST_PARTY):
            return None
        else:
            return Known(
                Stand("", None, "action", found["what"].strip()), Source("log", f"line {lines[index].number}")
            )
    return None
