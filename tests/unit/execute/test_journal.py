"""The journal survives what happens to files, and says so in one line when it cannot be used."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from pipwise.errors import CouldNotLook
from pipwise.execute.journal import FORMAT, Journal, RunRecord, Turn

RECORD = RunRecord(
    0, FORMAT, 1000, ("install", "six"), "abc", "venv", "/e", True, "/c", "2026-01-01T00:00:00Z", "begun"
)


STEP: tuple[str, dict[str, object], str] = ("RunTool", {"argv": ["x"], "changes": ["/e"]}, "remove it")


def test_everything_that_was_written_is_read_back(tmp_path: Path) -> None:
    journal = Journal(str(tmp_path / "j"))
    number = journal.begin(RECORD, [STEP, STEP], Turn(1, {"a\udcff": ["file", 1, 2]}))
    journal.next_step(number, Turn(1, ["b"]), Turn(2, None))
    journal.finish(number, "done", Turn(2, {}))
    journal.close()
    again = Journal(str(tmp_path / "j"))
    assert again.runs() == [RECORD._replace(id=number, state="done")]
    first, second = again.steps(number)
    assert (first.before, first.after, first.state) == ({"a\udcff": ["file", 1, 2]}, ["b"], "done")
    assert (second.before, second.after, second.state) == (None, {}, "done")


def test_paths_that_are_not_utf_8_come_back_as_they_were(tmp_path: Path) -> None:
    strange = RECORD._replace(root="/home/\udcff/.venv", cwd="/home/\udcff", argv=("install", "\udcff"))
    path = f"{tmp_path}/\udcff ?#%"
    journal = Journal(path)
    number = journal.begin(strange, [STEP], Turn(1, None))
    assert journal.runs() == [strange._replace(id=number)]
    journal.close()
    assert Journal(path, reading=True).runs() == [strange._replace(id=number)]


def test_a_step_is_on_the_disk_before_it_acts(tmp_path: Path) -> None:
    """A process that is killed right after ``begin`` leaves a record of it."""
    code = (
        "import os, sys, signal\n"
        "from pipwise.execute.journal import Journal, Turn\n"
        "from tests.unit.execute.test_journal import RECORD\n"
        "Journal(sys.argv[1]).begin(RECORD, [('Move', {'path': '/a', 'to': '/b'}, 'back')], Turn(1, 'x'))\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    path = tmp_path / "j"
    root = Path(__file__).parents[3]
    variables = {"PYTHONPATH": f"{root}/src:{root}", "PATH": ""}
    subprocess.run([sys.executable, "-c", code, str(path)], env=variables, check=False, timeout=30)
    journal = Journal(str(path))
    assert [(run.state, journal.steps(run.id)[0].state) for run in journal.runs()] == [("begun", "begun")]


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "j").write_bytes(b"this is not a database, however long it is" * 100)
    with pytest.raises(CouldNotLook, match="cannot be used"):
        Journal(str(tmp_path / "j"))
    with pytest.raises(CouldNotLook, match="cannot be used"):
        Journal(str(tmp_path / "j"), reading=True).runs()


@pytest.mark.parametrize("column", ["what", "before"])
def test_a_damaged_record_is_one_clear_line(tmp_path: Path, column: str) -> None:
    journal = Journal(str(tmp_path / "j"))
    number = journal.begin(RECORD, [STEP], Turn(1, None))
    journal._database.execute(f"UPDATE step SET {column} = x'0102'")
    with pytest.raises(CouldNotLook, match="cannot be used"):
        journal.steps(number)


def test_a_damaged_page_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "j"
    journal = Journal(str(path))
    journal.begin(RECORD, [STEP], Turn(1, {str(key): ["file", key, 2] for key in range(5000)}))
    journal.close()
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with pytest.raises(CouldNotLook, match="cannot be used"):
        Journal(str(path)).runs()


def test_format_1_as_it_was_first_written_still_loads(tmp_path: Path) -> None:
    """The fixture is what version 0.1.0 wrote; a format that was ever written is read for ever."""
    fixture = Path(__file__).parent / "journal-format-1.sql"
    path = tmp_path / "j"
    with sqlite3.connect(path) as database:
        database.executescript(fixture.read_text())
    database.close()
    journal = Journal(str(path))
    assert [(run.id, run.state, run.root) for run in journal.runs()] == [
        (1, "done", "/home/alice/project/.venv")
    ]
    kinds = [(step.kind, step.state) for step in journal.steps(1)]
    assert kinds == [("MakeDirectory", "done"), ("RunTool", "done"), ("RunTool", "done")]
    after = journal.steps(1)[2].after
    assert isinstance(after, dict)
    assert after["pyvenv.cfg"][0] == "file"
