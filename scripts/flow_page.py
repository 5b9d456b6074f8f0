#!/usr/bin/env python3
"""Write docs/explanation/flow.md and docs/images/flow.svg: the decision as a diagram, drawn from the questions and the rows."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from pipwise.cli.main import main as pipwise
from pipwise.decide.options import OPTIONS, Option
from pipwise.decide.questions import QUESTIONS
from reason_words import MEANINGS

PAGE = ROOT / "docs/explanation/flow.md"
PICTURE = ROOT / "docs/images/flow.svg"
WIDTH, TOP, STEP, HEIGHT = 460, 64, 54, 42
_LOOK = 'font-family="inherit" fill="var(--text, #222)" stroke="none"'
_LINE = 'stroke="var(--line, #999)" stroke-width="1.5"'
_BOX = f'fill="var(--md-default-bg-color, #fff)" {_LINE}'

_TYPED = {"call": "typed", "start": "machine", "disposable": "no", "consumer": "person", "manager": "none"}
_PROJECT = {**_TYPED, "place": "project", "environment": "project-absent"}
_HOME = {**_TYPED, "place": "home", "environment": "personal-absent"}
_DEBIAN = ("--on", "debian:12", "--as", "user")
_REQUESTS = (*_DEBIAN, "pip", "install", "requests")
SCENES: tuple[tuple[str, tuple[str, ...], dict[str, str]], ...] = (
    ("Debian 12, in a project: pip install requests", _REQUESTS, _PROJECT),
    ("the same, in the home directory", _REQUESTS, _HOME),
    ("the same, with an active environment", _REQUESTS, {**_PROJECT, "environment": "active-works"}),
    ("the same, in a project that uv looks after", _REQUESTS, {**_PROJECT, "manager": "uv"}),
    ("Debian 12: pip install httpie", (*_DEBIAN, "pip", "install", "httpie"), _HOME),
    (
        "Debian 12: sudo pip3 install -U pip",
        ("--on", "debian:12", "sudo", "pip3", "install", "-U", "pip"),
        _HOME,
    ),
    (
        "Raspberry Pi OS: pip install picamera2",
        ("--on", "raspios:12", "--as", "user", "pip", "install", "picamera2"),
        _PROJECT,
    ),
    (
        "a Dockerfile from debian:12: pip3 install flask",
        ("--on", "debian:12", "--as", "root", "--context", "dockerfile", "pip3", "install", "flask"),
        {},
    ),
    (
        "a hosted runner: pip install pytest",
        ("--on", "ubuntu-24.04", "--context", "github-actions", "pip", "install", "pytest"),
        {},
    ),
    (
        "somebody's installer: sudo pip3 install tool",
        ("--on", "debian:12", "--context", "installer", "sudo", "pip3", "install", "tool"),
        {},
    ),
    ("python:3.13: pip install flask", ("--on", "python:3.13", "pip", "install", "flask"), {}),
    (
        "Fedora, where nothing is marked: sudo pip3 install requests",
        ("--on", "fedora:42", "sudo", "pip3", "install", "requests"),
        _HOME,
    ),
)
"""Title, what ``pipwise why`` is asked for its answers, and what is then said of the place."""

_TEXT = """\
# The decision, to play with

<!-- Written by scripts/flow_page.py from the questions and the rows; a test holds it equal. -->

A command comes in at the top. Each way out looks at its rows; the first that is recommended is taken. Choose a beginning,
change an answer, click on a way out to see which of its rows stands and what the others lack. The questions that the choice
stands on are marked.

"""
_AFTER = """
Three ways have no row that recommends them: they are taken only if somebody asks for them. The beginnings are what
`pipwise why --on PLATFORM` answers, with the place filled in where a catalogue cannot know it. What `--via` and a
[policy](../reference/policy.md) change is not in the diagram, and neither is a request that is split between several ways.

The same as tables: [questions and rows](../reference/decision.md), [reasons](../reference/reasons.md).
"""


def page() -> str:
    """The whole page."""
    data = json.dumps(
        {"questions": _questions(), "options": _options(), "scenes": scenes()}, ensure_ascii=False
    )
    data = data.replace("</", "<\\/")
    return "".join(
        (
            _TEXT,
            '<div id="flow">\n<div class="flow-bar"><label for="flow-scene">Begin with</label>',
            '<select id="flow-scene"></select><button id="flow-again" type="button">Start again</button></div>\n',
            '<div id="flow-said" aria-live="polite"></div>\n<div class="flow-two"><div>\n',
            picture(),
            '\n<div id="flow-rows"></div>\n</div><div id="flow-questions"></div></div>\n',
            f'<script type="application/json" id="flow-data">{data}</script>\n</div>\n',
            _AFTER,
        )
    )


def _questions() -> list[dict[str, object]]:
    return [
        {
            "id": one.id,
            "text": one.text,
            "answers": [[answer, MEANINGS[one.id][answer]] for answer in one.answers],
        }
        for one in QUESTIONS
    ]


def _options() -> list[dict[str, object]]:
    return [
        {
            "name": one.name,
            "risk": one.risk,
            "summary": one.summary,
            "rows": [{"verdict": row.verdict, "when": [list(pair) for pair in row.when]} for row in one.rows],
        }
        for one in OPTIONS
    ]


def scenes() -> list[dict[str, object]]:
    """The beginnings, with an answer to every question."""
    return [{"title": title, "answers": {**_asked(words), **said}} for title, words, said in SCENES]


def _asked(words: tuple[str, ...]) -> dict[str, str]:
    written = io.StringIO()
    with contextlib.redirect_stdout(written):
        status = pipwise(("why", "--json", "--offline", *words))
    if status:
        raise SystemExit(f"pipwise why {' '.join(words)} ended with {status}")
    found = json.loads(written.getvalue())["decision"]["questions"]
    return {one["question"]: one["answer"] for one in found}


def picture() -> str:
    """The diagram: a line from the command past every way out, in the order of the register."""
    height = TOP + STEP * len(OPTIONS) + 16
    lines = [
        f'<svg viewBox="0 0 {WIDTH} {height}" role="group" aria-label="The ways out, in their order" {_LOOK}>',
        f'<rect x="90" y="6" width="280" height="34" rx="17" fill="none" {_LINE}/>',
        '<text x="230" y="28" text-anchor="middle" font-size="14">a command</text>',
    ]
    recommended = [any(row.verdict == "recommended" for row in one.rows) for one in OPTIONS]
    before = 23
    for index, option in enumerate(OPTIONS):
        y = TOP + STEP * index
        if recommended[index]:
            middle = y + HEIGHT // 2
            way = f"{'M90 23H24' if before == 23 else f'M24 {before}'}V{middle}H52"
            lines.append(f'<path class="line" data-line="{index}" d="{way}" fill="none" {_LINE}/>')
            before = middle
        lines += _node(option, y)
    return "\n".join([*lines, "</svg>"])


def _node(option: Option, y: int) -> list[str]:
    return [
        f'<g class="way" data-way="{option.name}" tabindex="0" role="button" aria-label="{option.name}">',
        f'<rect x="52" y="{y}" width="400" height="{HEIGHT}" rx="5" {_BOX}/>',
        f'<text x="62" y="{y + 18}" font-size="13" font-weight="700">{option.name}</text>',
        f'<text class="verdict" x="442" y="{y + 18}" font-size="12" text-anchor="end"></text>',
        f'<text x="62" y="{y + 34}" font-size="11.5">{escape(option.summary)}</text>',
        "</g>",
    ]


def standing_alone() -> str:
    """The diagram as a file of its own, on a ground of its own."""
    drawn = picture().replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    drawn = drawn.replace('font-family="inherit"', 'font-family="sans-serif"')
    head, _, rest = drawn.partition(">\n")
    return f'{head}>\n<rect width="100%" height="100%" fill="#fff"/>\n{rest}\n'


def main() -> None:
    """Write both."""
    PAGE.write_text(page(), encoding="utf-8")
    PICTURE.write_text(standing_alone(), encoding="utf-8")


if __name__ == "__main__":
    main()
