"""Scores lint on files whose verdicts are known: ``python -m tests.lint.score LABELS.jsonl DIRECTORY [--misses]``.

A line of LABELS is ``{"id", "path", "truth": [{"line", "line_kind", "will_fail_with_externally_managed"}]}``; DIRECTORY has
each file as ``id/path`` (fetched from its public repository at the commit that the label names; none of them is kept here). Two
numbers matter: *false alarms*, calls that are said to be refused and are not (the bar is 0), and *recall*, how many of the calls
with a known verdict (yes, no) get it; ``unknown`` counts as missed. ``depends`` is right where lint says unknown. Both with
Wilson's 95 % interval.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

from pipwise.lint.analyse import Wanted, analyse
from pipwise.lint.discover import Candidate, Named, examine
from pipwise.lint.kinds import kind_of
from pipwise.lint.report import FileReport

SAID = {"refused": "yes", "allowed": "no", "risky": "no", "fails": "no", "unknown": "depends"}
_CALL = re.compile(r"\b(pip[\d.]*|pipx|uv|ensurepip)\b(?!\s*(\\\\|&&|$))")
"""A line that can be the one that was labelled: of some files only a later version can be had."""
CALLS = ("pip-invocation", "pipx-or-uv")


class Line(NamedTuple):
    """One labelled line with what lint says of it."""

    id: str
    path: str
    line: int
    kind: str
    truth: str
    said: str
    command: str
    text: str


def report_of(directory: Path, identity: str, path: str) -> tuple[FileReport | None, list[str]]:
    """The report on one labelled file, and the text of its lines."""
    place = directory / identity / path
    if not place.is_file():
        return None, []
    lines = place.read_bytes().decode("utf-8", "replace").splitlines()
    found = examine(Named(str(place), path, path, kind_of(path)))
    return (analyse(found, Wanted(documents=True))[0] if isinstance(found, Candidate) else None), lines


def lines_of(directory: Path, label: dict[str, Any]) -> list[Line]:
    """What lint says of every labelled line of a file."""
    report, text = report_of(directory, label["id"], label["path"])
    found = []
    for truth in label["truth"]:
        said, command = "nothing", ""
        if report is not None:
            places = report.analysis.lines
            for site in report.analysis.sites:
                first, last = places.place(site.effect.start)[0], places.place(site.effect.end)[0]
                if first <= truth["line"] <= last:
                    said, command = site.verdict, " ".join(site.effect.call.words)
            if truth["line_kind"] not in CALLS:
                at = [
                    one.code for one in report.findings if one.span.line <= truth["line"] <= one.span.end_line
                ]
                said = "finding" if at else "nothing"
        own = text[truth["line"] - 1] if truth["line"] <= len(text) else ""
        kind = truth["line_kind"]
        found.append(
            Line(
                label["id"],
                label["path"],
                truth["line"],
                kind,
                truth["will_fail_with_externally_managed"],
                said,
                command,
                own,
            )
        )
    return found


def interval(right: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if not of:
        return 0.0, 1.0
    z, share = 1.96, right / of
    centre, width = share + z * z / (2 * of), z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return (centre - width) / (1 + z * z / of), (centre + width) / (1 + z * z / of)


def main(arguments: list[str]) -> int:
    """Print the score; 1 where there is a false alarm."""
    labels = [
        json.loads(line)
        for line in Path(arguments[0]).read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    every = [line for label in labels for line in lines_of(Path(arguments[1]), label)]
    calls = [line for line in every if line.kind in CALLS]
    present = [line for line in calls if _CALL.search(line.text) or line.said != "nothing"]
    known = [line for line in present if line.truth in ("yes", "no")]
    right = [line for line in known if SAID.get(line.said) == line.truth]
    alarms = [line for line in calls if line.said == "refused" and line.truth != "yes"]
    for line in every:
        wrong = SAID.get(line.said) != line.truth if line.kind in CALLS else line.said == "nothing"
        if "--misses" not in arguments or wrong:
            told = f"{line.kind}: truth {line.truth}, said {line.said}"
            print(f"{line.id} {line.path}:{line.line} {told}: {line.command or line.text.strip()[:90]}")
    print(Counter((line.truth, line.said) for line in present))
    low, high = interval(len(right), len(known))
    print(f"recall {len(right)}/{len(known)} = {len(right) / max(1, len(known)):.3f} [{low:.3f}, {high:.3f}]")
    print(f"lines not in the file as it is there: {len(calls) - len(present)}")
    low, high = interval(len(alarms), len([line for line in calls if line.truth != "yes"]))
    print(f"false alarms {len(alarms)} [{low:.3f}, {high:.3f}]")
    return 1 if alarms else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
