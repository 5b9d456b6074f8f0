#!/usr/bin/env python3
"""Write docs/reference/effects.md from effects.tsv; ``effects_page.py --survey`` first brings that list up to the source.

A site that is new stands in the list with "?" for its purpose, which a test refuses until somebody says what it is for.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "scripts")]

from effects import Site, survey

LIST = ROOT / "scripts" / "effects.tsv"
PAGE = ROOT / "docs" / "reference" / "effects.md"
UNSAID = "?"
_HEAD = "# What is shipped and does something; scripts/effects_page.py --survey keeps it, purposes are written by hand."
_KINDS = {
    "processes": ("Processes", "Started, replaced, ended, or given another user."),
    "files": ("Files", "Made, written, renamed, removed, or given another mode or owner."),
    "network": (
        "Network",
        "GET and HEAD, to the index that pip is configured to use; more in [network](network.md).",
    ),
}
_WAYS = {
    "door": "**The calls themselves.**",
    "through": "**Who goes through those doors.**",
    "told": "**Who only says what is to be run or changed**: values that `execute` carries out, or that are shown.",
}


class Row(NamedTuple):
    """One line of the list."""

    site: Site
    purpose: str


def rows() -> list[Row]:
    """The committed list."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    split = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [Row(Site(*one[:4]), one[4]) for one in split]


def renewed() -> str:
    """The list as the source has it now, with the purposes that are known."""
    purposes = {row.site[:3]: row.purpose for row in rows()} if LIST.exists() else {}
    lines = [_HEAD]
    lines += ["\t".join((*site, purposes.get(site[:3], UNSAID))) for site in survey()]
    return "\n".join(lines) + "\n"


def page() -> str:
    """The page."""
    found = rows()
    lines = [
        "# What it starts, writes and asks",
        "",
        "<!-- Written by scripts/effects_page.py from scripts/effects.tsv; tests hold it equal. -->",
        "",
    ]
    lines += [_INTRODUCTION.strip()]
    for kind, (title, meaning) in _KINDS.items():
        lines += ["", f"## {title}", "", meaning]
        for way, said in _WAYS.items():
            chosen = [row for row in found if (row.site.kind, row.site.way) == (kind, way)]
            if chosen:
                lines += ["", said, "", "| where | what | for what |", "|---|---|---|"]
                lines += [
                    f"| `{_short(row.site.place)}` | {_calls(row.site.calls)} | {row.purpose} |"
                    for row in chosen
                ]
    return "\n".join(lines) + "\n"


_INTRODUCTION = """
Every place in what is shipped that starts a process, changes a file or talks to a server. The list is read from the
syntax tree of the source, of the rescue file's starter and of what `./pipwise` runs. A place that is not in it fails a
test, and so does a function of `os`, or a module of the standard library, that nobody has classed as harmless or not.
A second test runs pipwise under an audit hook (PEP 578) and compares what really happens with the list.

No shell is started anywhere: every process is a list of words. Nothing is sent anywhere but requests to the index.
There is no telemetry. What the tools do that are run (a build of a source distribution, a package manager's scripts) is
theirs, and not in this list.
"""


def _short(place: str) -> str:
    return place.removeprefix("pipwise.")


def _calls(calls: str) -> str:
    return ", ".join(
        f"`{call.partition(' ')[0]}`{' ' + call.partition(' ')[2] if ' ' in call else ''}"
        for call in calls.split(", ")
    )


def main(arguments: list[str]) -> int:
    """Write what is out of date, and name what nobody has said the purpose of."""
    if arguments == ["--survey"]:
        LIST.write_text(renewed(), encoding="utf-8")
    elif arguments:
        print("usage: effects_page.py [--survey]", file=sys.stderr)
        return 2
    PAGE.write_text(page(), encoding="utf-8")
    unsaid = [row.site.place for row in rows() if row.purpose == UNSAID]
    for place in unsaid:
        print(f"what is it for? {place}", file=sys.stderr)
    return 1 if unsaid else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
