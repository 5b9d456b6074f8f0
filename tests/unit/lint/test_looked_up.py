"""Programs of the operating system's Python by other ways than their name: looked up on PATH, in the user's own folder."""

from __future__ import annotations

import pytest

from tests.unit.lint.judging import verdicts

_DEBIAN = "FROM debian:12\nRUN apt-get update && apt-get install -y python3-pip python3-venv\n"


def _said(run: str, head: str = _DEBIAN) -> list[str]:
    return [verdict for *_, verdict in verdicts("Dockerfile", f"{head}RUN {run}\n")]


@pytest.mark.parametrize(
    "program",
    [
        "$(which pip3)",
        '"$(command -v python3)" -m pip',
        "`which pip3`",
        "sudo -H $(which pip3)",
        "$(type -P pip)",
        "~/.local/bin/pip3",
        '"$HOME/.local/bin/pip"',
    ],
)
def test_they_meet_the_mark_like_the_name(program: str) -> None:
    """Where a program stands does not matter: the Python that runs it does."""
    assert _said(f"{program} install a") == ["refused"]
    assert _said(f"{program} install a", "FROM python:3.12\n") == ["allowed"]


def test_what_is_looked_up_in_an_environment_is_its_own() -> None:
    """PATH decides at the time of the call."""
    assert _said("python3 -m venv /e && . /e/bin/activate && $(which pip3) install a") == ["allowed"]


def test_another_program_that_is_looked_up_is_none_of_python() -> None:
    """And a place that is passed on is an argument."""
    assert _said("$(which make) install pip") == []
    assert _said("virtualenv -p $(which python3) /e && /e/bin/pip install a") == ["allowed"]


def test_each_turn_of_a_loop_runs_its_own_program() -> None:
    """One command for each value, not one with all of them as its words."""
    text = f"{_DEBIAN}RUN for p in pip pip3; do $p install a; done\n"
    assert [(command, verdict) for _, command, verdict in verdicts("Dockerfile", text)] == [
        ("pip install a", "refused"),
        ("pip3 install a", "refused"),
    ]
    assert set(_said('for v in 3 3.11; do sudo "python$v" -m pip install a; done')) == {"refused"}
    assert _said("python3 -m venv /e; for p in /e/bin/pip pip3; do $p install a; done") == [
        "allowed",
        "refused",
    ]
