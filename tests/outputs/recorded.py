"""What the main commands print at 40, 80 and 200 columns, with colour and without, in UTF-8 and in ASCII: files to look at.

python3 -m tests.outputs.recorded [NAME …]     (root) records them anew
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import NamedTuple

from tests.rigs.machine import Machine
from tests.scripts.test_scripts import fill, opened
from tests.scripts.transcript import Transcript, read

HERE = Path(__file__).parent
WIDTHS = (40, 80, 200)
COLOURS = {"colour": {"TERM": "xterm-256color"}, "no colour": {"TERM": "xterm-256color", "NO_COLOR": "1"}}
SIGNS = {"UTF-8": {"LC_ALL": "C.UTF-8"}, "ASCII": {"LC_ALL": "C"}}
COMMANDS = {
    "why": "pipwise why pip install requests",
    "why-log": "pip install requests 2>&1 | pipwise why -",
    "why-explain": "pipwise why --explain pip install httpie",
    "why-image": "pipwise why --on ubuntu:24.04 --context dockerfile pip install flask",
    "plan": "pipwise install --plan 'rich>=13'",
    "plan-os-package": "pipwise install --plan --via os-package requests",
    "choice": "pipwise install reqeusts </dev/null",
    "name": "pipwise name 'requests>=2' cv2 httpie",
    "doctor": "pipwise doctor",
    "audit": "pipwise audit",
    "lint": "pipwise lint Dockerfile",
    "marker": "pipwise marker; pipwise marker check",
    "history": "pipwise history; pipwise history 1",
    "guard": "pipwise guard; pipwise guard install --plan require-virtualenv",
    "help": "pipwise --help; pipwise help lint",
    "errors": (
        "pipwise instal six; pipwise frobnicate; pipwise install --pln six; pipwise undo 99; "
        "pipwise --via apt install six; pipwise install -r nowhere.txt; pipwise why --on debain:12 six; pipwise lint nowhere"
    ),
}
MACHINE = """What the outputs are made of.

before: sudo -u alice pipwise install pep668demo
before: pip install --break-system-packages --target /usr/local/lib/python3.11/dist-packages pep668needs
file Dockerfile
    FROM debian:12
    RUN apt-get update && apt-get install -y python3-pip
    RUN pip install requests && echo "a longer line that goes on, and on, and on, since some people write such lines"

$ pipwise history
"""
# What is another one each time.
_CHANGING = ((re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), "2026-01-01T00:00:00Z"),)


class Screen(NamedTuple):
    """A kind of terminal."""

    columns: int
    colour: str
    signs: str

    @property
    def title(self) -> str:
        return f"{self.columns} columns, {self.colour}, {self.signs}"


SCREENS = tuple(Screen(*one) for one in product(WIDTHS, COLOURS, SIGNS))


@contextmanager
def machine_of(shared: Path) -> Iterator[tuple[Machine, Transcript]]:
    """A machine on which there is something to tell."""
    task = read("outputs", MACHINE)
    with opened(shared, task) as one:
        one.write("/screens.py", (HERE / "screens.py").read_bytes())
        yield one, task


def record(one: Machine, name: str) -> dict[Screen, str]:
    """What a command shows at every screen."""
    screens = [
        {"columns": screen.columns, "env": {**COLOURS[screen.colour], **SIGNS[screen.signs]}}
        for screen in SCREENS
    ]
    done = one.run(
        ["python3", "/screens.py"],
        user="alice",
        cwd="/home/alice",
        input=json.dumps({"command": COMMANDS[name], "screens": screens}),
        timeout=1200,
    )
    assert done.status == 0, done.stderr
    return dict(zip(SCREENS, map(_settled, json.loads(done.stdout)), strict=True))


def _settled(text: str) -> str:
    for pattern, instead in _CHANGING:
        text = pattern.sub(instead, text)
    return text.replace("\x1b", "␛")


def as_file(name: str, shown: dict[Screen, str]) -> str:
    """Each text once, below the screens that show it."""
    same: dict[str, list[str]] = {}
    for screen, text in shown.items():
        same.setdefault(text, []).append(screen.title)
    parts = [f"$ {COMMANDS[name]}\n"]
    parts += ["".join(f"== {title}\n" for title in titles) + text for text, titles in same.items()]
    return "\n".join(parts)


def kept(name: str) -> dict[Screen, str]:
    """What stands in the file."""
    text = (HERE / f"{name}.txt").read_text(encoding="utf-8").partition("\n\n")[2]
    found = {}
    for part in re.split(r"\n(?=== \d+ columns)(?<!, ASCII\n)(?<!, UTF-8\n)", f"\n{text}"):
        titles = [line[3:] for line in part.split("\n") if line.startswith("== ")]
        shown = part.split("\n", len(titles))[-1] if titles else part
        found.update({screen: shown for screen in SCREENS if screen.title in titles})
    return {screen: found[screen] for screen in SCREENS if screen in found}


def main(names: list[str]) -> None:
    place = Path(tempfile.mkdtemp())
    fill(place)
    place.chmod(0o755)
    with machine_of(place) as (one, _):
        for name in names or COMMANDS:
            (HERE / f"{name}.txt").write_text(as_file(name, record(one, name)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
