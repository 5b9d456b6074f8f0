"""Writes docs/reference/packages.md from what was recorded when the projects were installed for real."""

from __future__ import annotations

import json
import os
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
PAGE = os.path.join(ROOT, "docs", "reference", "packages.md")
RECORD = os.path.join(ROOT, "tests", "end_to_end", "packages.json")
_WAYS = {
    "app": "an application of its own",
    "venv": "a virtual environment",
    "os-package": "Debian's package",
}
HEAD = """\
# Projects that people ask for

<!-- Written by scripts/package_page.py from tests/end_to_end/packages.json; a test holds it equal. -->

Each of these was asked for on a fresh Debian by `pipwise install NAME`, from PyPI and Debian as they were then, used as
the table says, and taken back by `pipwise undo`; the files of the system and of the home directory, and dpkg's
database, were the same before and after (but for the account that Debian's dbus makes: accounts stay).
`tests/end_to_end/test_packages.py` does it again (`./test --rigs --campaign`), and `python -m tests.end_to_end.packages`
records it anew.

{total} requests: {ways}.
*Confirmed* means that root was needed, or a change for all users: it was asked, and `--yes` was the answer.

| project | on | by | goes into | version | confirmed | used by |
|---|---|---|---|---|---|---|
{plain}

## What has to be built

There is no wheel of these for that Python, and the system has neither a compiler nor headers. The first try fails, is
taken back, and names the operating system's packages that the build lacks: what the build itself missed, and what
Debian builds the same project with (`src/pipwise/catalog/builds`, made by `scripts/build_table.py` from Debian's signed
Build-Depends), without what is installed already. The line that was printed was pasted as it stood, and the second try
came to its end. Where Debian has the project built already, its package is named as well: that needs no compiler.

| project | on | the build lacks | version | used by |
|---|---|---|---|---|
{built}
"""


def page() -> str:
    """The whole page."""
    with open(RECORD, encoding="utf-8") as file:
        rows = list(json.load(file).values())
    plain = [row for row in rows if not row["needs"]]
    counted = {way: sum(row["way"] == way for row in plain) for way in _WAYS}
    ways = ", ".join(f"{number} into {_WAYS[way]}" for way, number in counted.items() if number)
    return HEAD.format(
        total=len(rows),
        ways=f"{ways}, {len(rows) - len(plain)} that have to be built",
        plain="\n".join(map(_plain, plain)),
        built="\n".join(_built(row) for row in rows if row["needs"]),
    )


def _plain(row: dict[str, str]) -> str:
    cells = (row["project"], row["system"], row["user"], _WAYS[row["way"]], row["version"])
    return f"| {' | '.join(cells)} | {'yes' if row['asked'] else ''} | {_code(row['used'])} |"


def _built(row: dict[str, str]) -> str:
    needs = " ".join(row["needs"])
    return f"| {row['project']} | {row['system']} | `{needs}` | {row['version']} | {_code(row['used'])} |"


def _code(text: str) -> str:
    return f"`{text.replace('|', ' ').replace('`', ' ').strip()}`"


if __name__ == "__main__":
    with open(PAGE, "w", encoding="utf-8") as output:
        output.write(page())
        sys.exit(0)
