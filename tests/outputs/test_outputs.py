"""What the main commands print at every kind of terminal is what was recorded and looked at, and holds to the rules of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipwise.render.wrapped import is_command
from tests.outputs.recorded import COMMANDS, SCREENS, Screen, kept, machine_of, record
from tests.rigs.machine import Machine
from tests.scripts.test_scripts import shared

__all__ = ["shared"]  # a fixture
_ESCAPE = re.compile("␛\\[[0-9;]*m")
# What has blanks that mean something, or is a line of a file: not ours to fold.
_WHOLE = re.compile(r"\S {2,}\S|^ *\d* +\| | *(?:[+-]|@@ )|^usage: |^ {5,}")

_PYTHON = "/home/alice/.local/share/pipwise/envs/default/bin/python"
PASTED = {
    "why": ["do it:    pipwise install requests", f"by hand:  {_PYTHON} -m pip install requests"],
    "why-log": ["do it:    pipwise install NAME"],
    "why-image": ['ENV PATH="/opt/venv/bin:$PATH"', "RUN python3 -m venv /opt/venv"],
    "plan": [f"1. install: {_PYTHON} -I -m pip install 'rich>=13'"],
    "choice": ["pipwise install --via app --yes reqeusts", "pipwise install --for SCRIPT.py reqeusts"],
    "name": ["sudo apt-get install python3-requests"],
    "help": ["pipwise why pip install requests", "pipwise lint --json . > report.json"],
    "errors": ["hint: pipwise install six"],
}


@pytest.fixture(scope="module")
def one(shared: Path) -> Iterator[Machine]:
    with machine_of(shared) as (machine, _):
        yield machine


@pytest.mark.rigs
@pytest.mark.parametrize("name", COMMANDS)
def test_what_is_shown_is_what_was_recorded(one: Machine, name: str) -> None:
    """`python3 -m tests.outputs.recorded` records anew; the difference is to be looked at."""
    assert record(one, name) == kept(name)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_screen_was_recorded(name: str) -> None:
    assert [*kept(name)] == [*SCREENS]


@pytest.mark.parametrize("name", COMMANDS)
def test_colour_says_nothing_of_its_own(name: str) -> None:
    found = kept(name)
    for screen, text in found.items():
        other = found[screen._replace(colour="no colour")]
        assert "␛" not in other
        assert _ESCAPE.sub("", text) == other


@pytest.mark.parametrize("name", COMMANDS)
def test_ascii_gets_ascii(name: str) -> None:
    for screen, text in kept(name).items():
        if screen.signs == "ASCII":
            assert [sign for sign in text.replace("␛", "") if not sign.isascii()] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_no_line_is_too_wide_that_could_be_folded(name: str) -> None:
    wide = [
        line
        for screen, text in kept(name).items()
        for line in _ESCAPE.sub("", text).split("\n")
        if len(line) > screen.columns and can_be_folded(line, screen)
    ]
    assert wide == []


def can_be_folded(line: str, screen: Screen) -> bool:
    if _WHOLE.search(line) or is_command(line):
        return False
    return any(len(word) < screen.columns - 8 for word in line.split()[1:])


@pytest.mark.parametrize(("name", "line"), [(name, line) for name, lines in PASTED.items() for line in lines])
def test_what_is_to_be_pasted_stays_whole_at_every_width(name: str, line: str) -> None:
    for screen, text in kept(name).items():
        assert line in [one.strip() for one in _ESCAPE.sub("", text).split("\n")], screen
