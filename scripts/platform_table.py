"""Writes docs/reference/platforms.md from the table of platforms that is shipped with pipwise."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
sys.path.insert(0, os.path.join(ROOT, "src"))

from pipwise.catalog.platforms import Row, load_table

PAGE = os.path.join(ROOT, "docs", "reference", "platforms.md")
KINDS = {
    "os": (
        "Operating systems",
        "Their own Python. A container image of a distribution is the same, once Python is installed.",
    ),
    "manager": ("Managers of Pythons", "Pythons that somebody installs beside the operating system's."),
    "image": (
        "Container images",
        "By the last part of their name. The tag says the version and the system below.",
    ),
    "runner": ("CI runners and hosted machines", ""),
}
HEAD = """\
# Platforms

<!-- Written by scripts/platform_table.py from the table of platforms; a test holds it equal. -->

What pipwise knows of a platform without looking at it: `pipwise why --on debian:12 --as root -- pip install requests`.
Collected {date}. {confidence}. A live machine is always looked at; this table is never used for it.

`--on` takes what people write: `debian:12`, `debian:bookworm-slim`, `ubuntu:24.04`, `ubuntu-24.04` (the runner), `fedora:41`,
`python:3.12-slim`, `registry.example/debian:12@sha256:…`, `golang:1.27-bookworm` (an image that is not in the table, on a base
that is). `--as root|user` says who asks, `--context {contexts}` where.

"pip" is the version, or the range of versions, that the platform brings; where the range leaves it open, pipwise
predicts for every release of pip in it and answers if all agree.
"""


def page() -> str:
    """The whole page."""
    from pipwise.facts.platform import CONTEXTS

    table = load_table()
    lines = [
        HEAD.format(date=table.date, confidence=table.confidence.capitalize(), contexts="|".join(CONTEXTS))
    ]
    for kind, (title, text) in KINDS.items():
        rows = [row for row in table.rows if row.kind == kind]
        lines += [f"## {title}", "", *([text, ""] if text else []), *_table(rows), ""]
    lines += ["## Notes and sources", "", f"{table.source[0].upper()}{table.source[1:]}.", ""]
    for row in table.rows:
        lines += list(_note(row))
    return "\n".join(lines).rstrip() + "\n"


def _table(rows: Iterable[Row]) -> Iterator[str]:
    yield "| ask for | what | Python | marker | `pip install X` | pip | venv | pipx |"
    yield "|---|---|---|---|---|---|---|---|"
    for row in rows:
        cells = (
            _names(row),
            f"{row.title} {row.release}",
            _python(row),
            row.marker + (f", since {row.since}" if row.since else ""),
            row.outcome + (f": {row.outcome_detail}" if row.outcome_detail else ""),
            _pairs(row.pip),
            row.venv,
            row.pipx,
        )
        yield f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _names(row: Row) -> str:
    versions = f" ({row.versions})" if row.versions else ""
    variant = f", tag with `{row.variant}`" if row.variant else ""
    return ", ".join(f"`{name}`" for name in row.names[:3]) + versions + variant


def _python(row: Row) -> str:
    version = _pairs(row.python_version).replace("{version}", "as named")
    return ", ".join(part for part in (f"`{row.python}`" if row.python else "", version) if part)


def _pairs(pairs: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{version}: {value}" if version else value for version, value in pairs)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").strip()


def _note(row: Row) -> Iterator[str]:
    said = f" {row.notes.rstrip('.')}." if row.notes else ""
    sources = f" Sources: {'; '.join(row.sources)}." if row.sources else ""
    yield _cell(f"- **{row.id}** ({row.confidence}).{said}{sources}")


if __name__ == "__main__":
    with open(PAGE, "w", encoding="utf-8") as output:
        output.write(page())
