"""The journal survives what happens to files, and says so in one line when it cannot be used."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from pipwise.errors import CouldNotLook
from pipwise.execute.journal import FORMAT, Journal, RunRecord

RECORD = RunRecord(0, FORMAT, 1000, ("install", "six"), "abc", "new-venv", "/e", True, "/c", "2026-01-01T00:00:00Z", "begun")


def test_everything_that_was_written_is_read_back(tmp_path: Path) -> None:
    journal = Journal(str(tmp_path / "j"))
    number = journal.begin(RECORD, [("RunTool", {"argv": ["x"], "changes": ["/e"]}, "remove it")])
    journal.step_begins(number, 1, {"a\udcff": ["file", 1, 2]})
    journal.step_ends(number, 1, ["b"])
    journal.run_ends(number, "done")
    journal.close()
    again = Journal(str(tmp_path / "j"))
    assert again.runs() == [RECORD._replace(id=number, state="done")]
    step = again.steps(number)[0]
    assert (step.before, step.after, step.state) == ({"a\udcff": ["file", 1, 2]}, ["b"], "done")


def test_a_step_is_on_the_disk_before_it_acts(tmp_path: Path) -> None:
    """A process that is killed right after ``step_begins`` leaves a record of it."""
    code = (
        "import os,sys,signal; from pipwise.execute.journal import Journal; from tests.unit.execute.test_journal import RECORD\n"
        "j = Journal(sys.argv[1]); n = j.begin(RECORD, [('Move', {'path': '/a', 'to': '/b'}, 'back')]); j.step_begins(n, 1, 'x')\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    path = tmp_path / "j"
    root = Path(__file__).parents[3]
    subprocess.run(
        [sys.executable, "-c", code, str(path)], env={"PYTHONPATH": f"{root}/src:{root}", "PATH": ""}, check=False, timeout=30
    )
    journal = Journal(str(path))
    assert [(run.state, journal.steps(run.id)[0].state) for run in journal.runs()] == [("begun", "begun")]


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "j").write_bytes(b"this is not a database, however long it is" * 100)
    with pytest.raises(CouldNotLook, match="cannot be used"):
        Journal(str(tmp_path / "j"))


def test_format_1_as_it_was_first_written_still_loads(tmp_path: Path) -> None:
    """The fixture is what version 0.1.0 wrote; a format that was ever written is read for ever."""
    fixture = Path(__file__).parent / "journal-format-1.sql"
    path = tmp_path / "j"
    with sqlite3.connect(path) as database:
        database.executescript(fixture.read_text())
    database.close()
    journal = Journal(str(path))
    assert [(run.id, run.state, run.root) for run in journal.runs()] == [(1, "done", "/home/alice/project/.venv")]
    kinds = [(step.kind, step.state) for step in journal.steps(1)]
    assert kinds == [("MakeDirectory", "done"), ("RunTool", "done"), ("RunTool", "done")]
    after = journal.steps(1)[2].after
    assert isinstance(after, dict)
    assert after["pyvenv.cfg"][0] == "file"
