"""Bad input of every kind: one clear line, a documented exit code, never a traceback, and nothing half done."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from pipwise.errors import BUG, EXIT_CODES
from tests.end_to_end.conftest import CHECKOUT, Desk, Place, kept_as_it_was

STATE = "/home/alice/.local/state/pipwise"
# Becomes the first python3 on PATH.
LIARS = {
    "hangs": "printf '#!/usr/bin/python3\\nimport time\\ntime.sleep(1000)\\n' >bad/python3",
    "rubbish": "printf '#!/bin/sh\\nhead -c 9999 /dev/urandom\\n' >bad/python3",
    "floods": "cp /usr/bin/yes bad/python3",
    "says nothing": "cp /usr/bin/true bad/python3",
    "dies": "printf '#!/bin/sh\\nkill -SEGV $$\\n' >bad/python3",
    "calls itself": "printf '#!/bin/sh\\nexec python3 \"$@\"\\n' >bad/python3",
    "is no program": "head -c 999 /dev/urandom >bad/python3",
    "is a directory": "mkdir bad/python3",
    "leads nowhere": "ln -s nowhere bad/python3",
}
SETTINGS = {
    "broken TOML": "printf '[tool\\n=' >pyproject.toml",
    "TOML that is no text": "printf '\\377\\376\\0' >pyproject.toml",
    "a pipe": "rm pyproject.toml; mkfifo pyproject.toml",
    "a directory": "rm pyproject.toml; mkdir pyproject.toml",
    "unreadable": "chmod 0 pyproject.toml",
    "broken uv.toml": "printf '[[' >uv.toml",
    "broken pip.conf": "mkdir -p ~/.config/pip; echo zzz >~/.config/pip/pip.conf",
    "pip.conf that is no text": "mkdir -p ~/.config/pip; printf '[global]\\nx=\\377\\n' >~/.config/pip/pip.conf",
    "unreadable pip.conf": "mkdir -p ~/.config/pip; touch ~/.config/pip/pip.conf; chmod 0 ~/.config/pip/pip.conf",
    "closed directory": "chmod 0300 .",
    "read-only directory": "chmod 0555 .",
    "rubbish in variables": "export PIP_NO_INDEX=maybe VIRTUAL_ENV=$'\\377' PYTHONHOME=/nowhere PYTHONPLATLIBDIR=x COLUMNS=x",
    "no PATH": "unset PATH",
    "an empty PATH": "export PATH=",
    "a locale that is not there": "export LC_ALL=xx_XX.utf8",
    "a temporary directory that is not there": "export TMPDIR=/nowhere",
    "few descriptors": "ulimit -n 24",
    "small files only": "ulimit -f 100",
    "a umask that takes much": "umask 0077",
}
HOMES = {
    "unset": "unset HOME",
    "empty": "export HOME=",
    "relative": "export HOME=here",
    "not there": "export HOME=/nowhere",
    "a file": "export HOME=/etc/passwd",
    "read-only": "mkdir -m 0555 home; export HOME=$PWD/home",
    "closed": "mkdir -m 0 home; export HOME=$PWD/home",
    "not UTF-8": "mkdir $'h\\377'; export HOME=$PWD/$'h\\377'",
}


@pytest.fixture(scope="module")
def desk(desks: Callable[[str], AbstractContextManager[Desk]]) -> Iterator[Desk]:
    with desks("bookworm-bare") as one:
        yield one


def orderly(desk: Desk, folder: str, line: str) -> None:
    """Nothing but documented codes and clear lines, and all that was made can be taken back."""
    commands = (
        "pipwise install $offline pep668demo",
        "pipwise why pip install six",
        "pipwise doctor",
        "pipwise history",
        "pipwise run -c 'pass'",
        "pipwise undo",
    )
    # No word but a builtin may be needed: some of the lines take PATH away.
    line = f"{line}; " + "; ".join(f"{one}; echo ended $?" for one in commands)
    with kept_as_it_was(desk):
        desk.shell("mkdir bad", cwd=folder)
        done = desk.shell(line, cwd=folder)
        codes = [
            int(one.partition("ended ")[2]) for one in done.stdout.splitlines() if one.startswith("ended ")
        ]
        assert len(codes) == len(commands), done.stdout
        # `run` shows the exit code of the program itself.
        wrong = [code for code in codes[:4] + codes[5:] if code not in EXIT_CODES or code == BUG]
        assert wrong == [], (codes, done.stderr)
        own = [word for word in done.stderr.splitlines() if word.startswith("pipwise:")]
        assert all("Traceback" not in word and len(word) < 600 for word in own), own
        assert f"{CHECKOUT}/src" not in done.stderr
        if codes[0]:
            assert own, done.stderr
            assert not desk.machine.exists(f"{folder}/.venv/pyvenv.cfg")
        desk.machine.run(["chmod", "-R", "u+rwX", folder])
        left = desk.machine.run(["find", ".", "-name", ".venv*", "-o", "-name", ".pipwise"], cwd=folder)
        assert left.stdout == ""
        tidy = (
            "rm -rf /home/alice/.config ./*; touch pyproject.toml; chown alice: . pyproject.toml; chmod 755 ."
        )
        desk.machine.run(tidy, cwd=folder)


@pytest.mark.parametrize("kind", LIARS)
def test_a_python_that_does_not_answer(desk: Desk, project: Place, kind: str) -> None:
    path = "export PATH=$PWD/bad:/usr/local/bin:/usr/bin:/bin"
    orderly(desk, project(), f"{LIARS[kind]}; [ -d bad/python3 ] || chmod +x bad/python3; {path}")


@pytest.mark.parametrize("kind", SETTINGS)
def test_files_and_surroundings_that_are_not_as_they_should_be(desk: Desk, project: Place, kind: str) -> None:
    orderly(desk, project(), SETTINGS[kind])


@pytest.mark.parametrize("kind", HOMES)
def test_homes_that_are_none(desk: Desk, project: Place, kind: str) -> None:
    orderly(desk, project(), HOMES[kind])


@pytest.mark.parametrize("name", ["$'caf\\351'", "'a b'", '"a\'b"', "$'a\\nb'", "-x", "a:b", "'#x'", "ä"])
def test_projects_of_any_name(desk: Desk, project: Place, name: str) -> None:
    folder = project()
    orderly(desk, folder, f"mkdir -- {name}; cd -- {name}; touch pyproject.toml")


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("pipwise install $offline $'pep\\377'", 2),
        ("pipwise install -r $'\\377'", 2),
        ("pipwise install --env $'\\377' pep668demo", 2),
        ("pipwise run $'\\377'", 3),
        ("pipwise undo $'\\377'", 2),
        ("pipwise $'\\377'", 2),
        ("pipwise why pip install $'\\377'", 0),
        ("LC_ALL=C pipwise why pip install $'\\377ä'", 0),
        ("pipwise install $offline $(printf 'a%.0s' {1..5000})", 1),
        ("pipwise undo 99999999999999999999999", 2),
        ("pipwise undo -1", 2),
        ("pipwise why --facts /dev/zero pip install x", 2),
        ("pipwise why --facts / pip install x", 2),
    ],
)
def test_words_that_are_not_as_they_should_be(desk: Desk, project: Place, line: str, status: int) -> None:
    folder = project()
    with kept_as_it_was(desk):
        done = desk.shell(line, cwd=folder)
        assert done.status == status, done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-", "2>/dev/full", "2> >(true)"])
def test_standard_streams_that_are_closed(desk: Desk, project: Place, closed: str) -> None:
    folder = project()
    with kept_as_it_was(desk):
        lines = [
            f"pipwise {one} {closed}; echo $?"
            for one in ("install $offline pep668demo", "history", "undo", "doctor", "nix")
        ]
        done = desk.shell("exec 3>&1; " + "; ".join(lines).replace("echo $?", "echo $? >&3"), cwd=folder)
        assert [one for one in done.stdout.splitlines() if one.isdecimal()] == ["0", "0", "0", "0", "2"]
        assert "a bug in pipwise" not in done.stderr


def test_a_reader_that_has_read_enough(desk: Desk, project: Place) -> None:
    folder = project()
    for line in (
        "doctor",
        "doctor --json",
        "why pip install x",
        "why --explain pip install x",
        "--help",
        "schema facts",
    ):
        done = desk.shell(f"pipwise {line} | head -c 1 >/dev/null; echo ${{PIPESTATUS[0]}}", cwd=folder)
        assert (done.stdout, done.stderr) == ("0\n", ""), line


def test_a_disk_without_space_for_what_is_said(desk: Desk) -> None:
    for line in ("doctor", "why pip install x", "--version"):
        done = desk.shell(f"pipwise {line} >/dev/full")
        assert (done.status, "could not be written: No space left on device" in done.stderr) == (1, True)


def test_a_file_that_only_the_caller_has_open(desk: Desk, project: Place) -> None:
    folder = project()
    with kept_as_it_was(desk):
        done = desk.shell("pipwise install $offline -r <(echo pep668demo)", cwd=folder)
        assert done.status == 0, done.stderr
        assert desk.pipwise("undo", cwd=folder).status == 0


def test_a_dry_run_by_a_variable_is_one(desk: Desk, project: Place) -> None:
    folder = project()
    with kept_as_it_was(desk):
        done = desk.install("pep668demo", cwd=folder, env={"PIP_DRY_RUN": "1"})
        assert (done.status, "it was a dry run" in done.stderr) == (0, True)


@pytest.mark.parametrize(
    "line",
    [
        "printf '\\377' >.venv/pyvenv.cfg",
        "rm .venv/bin/python; mkdir .venv/bin/python",
        "rm .venv/bin/python; printf '#!/bin/sh\\nsleep 1000\\n' >.venv/bin/python; chmod +x .venv/bin/python",
        "rm .venv/bin/python; cp /usr/bin/yes .venv/bin/python",
    ],
)
def test_an_environment_whose_python_does_not_answer_is_left_alone(
    desk: Desk, project: Place, line: str
) -> None:
    folder = project()
    assert desk.install("pep668demo", cwd=folder).status == 0
    desk.shell(line, cwd=folder)
    before = desk.machine.tree(f"{folder}/.venv")
    done = desk.install("pep668needs", cwd=folder)
    assert done.status in (3, 6), done.stderr
    assert "Traceback" not in done.stderr
    assert desk.machine.changes(before, desk.machine.tree(f"{folder}/.venv")) == ([], [], [])
    desk.pipwise("undo", "--yes")


@pytest.mark.parametrize("mode", ["0444", "0000"])
def test_a_journal_that_cannot_be_written_is_not_taken_for_none(
    desk: Desk, project: Place, mode: str
) -> None:
    folder = project()
    assert desk.install("pep668demo", cwd=folder).status == 0
    desk.machine.run(f"chmod {mode} {STATE}/*")
    undone = desk.pipwise("undo", cwd=folder)
    desk.machine.run(f"chmod 0600 {STATE}/*")
    assert (undone.status, "cannot be used: " in undone.stderr) == (6, True)
    assert desk.pipwise("undo", cwd=folder).status == 0
