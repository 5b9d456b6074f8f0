"""Journals of every format that was ever written are read and undone; what a newer pipwise wrote is left alone."""

import json
import os
import sqlite3
import zlib
from datetime import datetime
from pathlib import Path

import pytest

from pipwise.errors import CouldNotLook
from pipwise.execute.formats import FORMAT
from pipwise.execute.journal import Journal, StepRecord
from pipwise.execute.kinds import check_known
from pipwise.execute.recover import recover
from pipwise.execute.resume import plan_of
from pipwise.execute.trees import KEEP
from pipwise.execute.undo import choose, undo
from pipwise.model.plan import Kept
from pipwise.system.hands import RealHands
from pipwise.system.real import RealLook

FOLDER = Path(__file__).parent


def journal_of(fixture: int, tmp_path: Path, replace: dict[str, str]) -> str:
    """A journal as a pipwise of that format wrote it, with its places moved below the test's own directory."""
    text = (FOLDER / f"journal-format-{fixture}.sql").read_text()
    for old, new in replace.items():
        text = text.replace(old, new)
    path = str(tmp_path / "journal")
    with sqlite3.connect(path) as database:
        database.executescript(text)
        if fixture > 1:
            made = [f"{tmp_path}/alice/share", f"{tmp_path}/alice/share/apps"]
            packed = zlib.compress(json.dumps(made).encode(), 1)
            database.execute("UPDATE step SET before = ? WHERE kind = 'MakeDirectory'", (packed,))
    database.close()
    return path


def make(path: Path, text: str, entry: list[object] | None = None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    if entry:
        os.utime(path, ns=(int(str(entry[2])), int(str(entry[2]))))


def test_there_is_a_fixture_of_every_format() -> None:
    assert sorted(path.name for path in FOLDER.glob("journal-format-*.sql")) == [
        f"journal-format-{number}.sql" for number in range(1, FORMAT + 1)
    ]


def test_a_run_of_format_1_is_undone(tmp_path: Path) -> None:
    project = tmp_path / "project"
    file = journal_of(1, tmp_path, {"/home/alice/project": str(project)})
    reading = Journal(file, reading=True)
    assert [(run.format, run.prove, run.proof) for run in reading.runs()] == [(1, (), "environment")]
    after = reading.steps(1)[2].after
    assert isinstance(after, dict)
    for name, entry in after.items():
        path = project / ".venv" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        match entry:
            case ["directory", *_]:
                path.mkdir()
            case ["link", target]:
                path.symlink_to(target)
            case ["file", size, _]:
                make(path, "x" * size, entry)
            case _:
                raise AssertionError(entry)
    reading.close()
    journal = Journal(file)
    undo(RealLook(), RealHands(), journal, choose(journal, 1))
    assert (list(project.iterdir()), journal.runs()[0].state) == ([], "undone")
    journal.close()
    assert Journal(file, reading=True).runs()[0].format == 1


def test_runs_of_format_2_are_undone(tmp_path: Path) -> None:
    root = tmp_path / "alice"
    path = journal_of(2, tmp_path, {"/tmp/alice": str(root)})
    journal = Journal(path)
    step = journal.steps(1)[3]
    assert isinstance(step.before, dict)
    assert isinstance(step.after, dict)
    before, after = step.before[""], step.after[""]
    kept = root / f"tree/{KEEP}/1000-2026-11-25T230000Z-1.4/kept.py"
    for file, text, entry in (
        (kept, "old", before[0]["kept.py"]),
        (root / "tree/kept.py", "other", after[0]["kept.py"]),
        (root / "tree/new.py", "new", after[0]["new.py"]),
        (root / "profile", "first\nsecond\nthird", None),
        (root / "made/deep/a", "made", after[3]["deep/a"]),
        (root / "config", "a = 2\n", None),
        (root / "share/apps/note", "written\n", None),
    ):
        make(file, text, entry)
    (root / "profile").chmod(0o644)
    begun = int(datetime.fromisoformat("2026-11-25T23:10:05Z").timestamp())
    os.utime(root / "profile", (begun, begun))
    (root / "link").symlink_to("elsewhere")
    undo(RealLook(), RealHands(), journal, choose(journal, 2))
    assert (root / "profile").read_text() == "first\nsecond\n"
    undo(RealLook(), RealHands(), journal, choose(journal, 1))
    left = {
        str(one.relative_to(root)): one.readlink().name if one.is_symlink() else one.read_text()
        for one in root.rglob("*")
        if one.is_symlink() or one.is_file()
    }
    assert left == {"tree/kept.py": "old", "profile": "first\n", "link": "profile", "config": "a = 1\n"}
    assert not (root / "share").exists()
    assert not (root / "made").exists()


def test_a_run_of_format_3_knows_where_it_is_proved_and_is_undone(tmp_path: Path) -> None:
    root = tmp_path / "alice"
    path = journal_of(3, tmp_path, {"/tmp/alice": str(root)})
    (root / "share/apps").mkdir(parents=True)
    reading = Journal(path, reading=True)
    (run,) = reading.runs()
    assert plan_of(run, reading.steps(1)).kept == (Kept("demo", f"{root}/share/apps/demo", f"{root}/bin"),)
    reading.close()
    journal = Journal(path)
    undo(RealLook(), RealHands(), journal, choose(journal, 1))
    assert list(root.iterdir()) == []


def test_runs_of_format_2_do_not_know_where_they_are_proved(tmp_path: Path) -> None:
    path = journal_of(2, tmp_path, {})
    for reading in (True, False):
        journal = Journal(path, reading=reading)
        assert [(run.prove, run.ground) for run in journal.runs()] == [((), "{}"), (("demo",), "{}")]
        journal.close()


@pytest.mark.parametrize("reading", [False, True])
def test_a_newer_format_is_said_and_not_touched(tmp_path: Path, *, reading: bool) -> None:
    path = tmp_path / "journal"
    database = sqlite3.connect(path)
    database.executescript("PRAGMA user_version = 99; CREATE TABLE anything (else_ TEXT);")
    database.close()
    before = path.read_bytes()
    with pytest.raises(CouldNotLook, match="newer pipwise") as caught:
        Journal(str(path), reading=reading)
    assert "its format is 99" in caught.value.why
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["journal"]


def test_a_kind_that_is_not_known_is_one_line_and_nothing_is_touched(tmp_path: Path) -> None:
    root = tmp_path / "alice"
    path = journal_of(2, tmp_path, {"/tmp/alice": str(root), "'MakeDirectory'": "'ChangeTheMoon'"})
    make(root / "config", "a = 2\n")
    journal = Journal(path)
    with pytest.raises(CouldNotLook, match="does not know: ChangeTheMoon"):
        undo(RealLook(), RealHands(), journal, choose(journal, 1))
    assert (root / "config").read_text() == "a = 2\n"
    assert [run.state for run in journal.runs()] == ["begun", "done"]


def test_what_was_interrupted_with_a_kind_that_is_not_known_does_not_stop_the_next_install(
    tmp_path: Path,
) -> None:
    path = journal_of(1, tmp_path, {"'done');\nCREATE": "'begun');\nCREATE", "'RunTool'": "'ChangeTheMoon'"})
    journal = Journal(path)
    assert [run.state for run in journal.runs()] == ["begun"]
    recovered, left = recover(RealLook(), RealHands(), journal)
    assert (recovered, [one.id for one in left]) == ([], [1])


def test_known_kinds_pass() -> None:
    step = StepRecord(1, 1, "MakeDirectory", {}, None, None, "", "done")
    check_known([step])
    with pytest.raises(CouldNotLook):
        check_known([step, step._replace(kind="x" * 1000)])


def test_a_journal_is_on_the_disk_when_it_says_so(tmp_path: Path) -> None:
    journal = Journal(str(tmp_path / "j"))
    assert journal._database.execute("PRAGMA synchronous").fetchone() == (2,)
    assert journal._database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert journal._database.execute("PRAGMA user_version").fetchone() == (FORMAT,)
