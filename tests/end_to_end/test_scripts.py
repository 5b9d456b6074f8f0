"""`pipwise install --for FILE` and `pipwise run FILE`: the block in the file, and whoever runs it, on real machines."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from tests.end_to_end.conftest import Desk, kept_as_it_was

SCRIPT = "/home/alice/script.py"
TEXT = (
    b"#!/usr/bin/env python3\r\n# coding: latin-1\r\nimport pep668demo, sys\r\n"
    b"print(pep668demo.__version__, sys.argv[1:]) # \xe9"
)
PIP: dict[str, str | None] = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/payload/wheels"}
UV: dict[str, str | None] = {"UV_NO_INDEX": "1", "UV_FIND_LINKS": "/payload/wheels"}


@pytest.fixture(scope="module")
def desk(desks: Callable[[str], AbstractContextManager[Desk]]) -> Iterator[Desk]:
    with desks("trixie-bare") as one:
        one.machine.run("mkdir /home/alice/tools && ln -s /uv /home/alice/tools/uv")
        yield one


@pytest.fixture
def script(desk: Desk) -> Iterator[str]:
    desk.machine.write(SCRIPT, TEXT, owner="alice", mode=0o775)
    with kept_as_it_was(desk):
        yield SCRIPT
    desk.machine.run(["rm", SCRIPT])


def test_a_script_runs_with_what_is_written_into_it(desk: Desk, script: str) -> None:
    done = desk.pipwise("install", "--for", "script.py", "pep668demo<2", cwd="/home/alice")
    assert done.status == 0, done.stderr
    assert "script.py asks for pep668demo<2" in done.stderr
    ran = desk.pipwise("run", "script.py", "a b", cwd="/home/alice", env=PIP)
    assert (ran.status, ran.stdout) == (0, "1.0 ['a b']\n"), ran.stderr
    again = desk.pipwise("run", "script.py", cwd="/home/alice", env=PIP)
    assert (again.stdout, again.stderr) == ("1.0 []\n", "")
    assert desk.pipwise("undo").status == 0
    assert desk.pipwise("undo").status == 0
    assert desk.machine.read(script) == TEXT


def test_uv_runs_the_script_where_it_is_there(desk: Desk, script: str) -> None:
    path: dict[str, str | None] = {"PATH": "/home/alice/tools:/usr/local/bin:/usr/bin:/bin"}
    text = TEXT.replace(b"latin-1", b"utf-8").replace(b"\xe9", "é".encode())
    desk.machine.write(script, text, owner="alice", mode=0o775)
    assert desk.pipwise("install", "--for", script, "pep668demo<2", env=path).status == 0
    ran = desk.pipwise("run", script, "x", cwd="/tmp", env=path | UV)
    assert (ran.status, ran.stdout) == (0, "1.0 ['x']\n"), ran.stderr
    # uv leaves a module's bytecode when it replaces the module: of the same size and second, Python would take it for current.
    desk.machine.run(["sleep", "1"])
    replaced = desk.pipwise("install", "--for", script, "pep668demo==2.0", env=path)
    assert replaced.status == 0, replaced.stderr
    assert desk.pipwise("run", script, env=path | UV).stdout == "2.0 []\n"
    removed = desk.pipwise("uninstall", "--for", script, "pep668demo", env=path)
    assert removed.status == 0, removed.stderr
    assert b"pep668demo==" not in desk.machine.read(script)
    for _ in range(3):
        assert desk.pipwise("undo").status == 0
    assert desk.machine.read(script) == text
    # uv makes a place for credentials whenever it runs a script.
    desk.machine.run("rm -r /home/alice/.local/share/uv && rmdir /home/alice/.local/share || true")
    desk.machine.write(script, TEXT, owner="alice", mode=0o775)


def test_a_block_that_cannot_be_read_is_said_and_left(desk: Desk, script: str) -> None:
    desk.machine.write(script, b"# /// script\n# dependencies = [\n# ///\n" + TEXT, owner="alice", mode=0o775)
    for words in (("install", "--for", script, "six"), ("run", script)):
        done = desk.pipwise(*words)
        assert done.status == 2
        assert done.stderr.startswith(f"pipwise: the script block of {script} is no TOML")
    desk.machine.write(script, TEXT, owner="alice", mode=0o775)
