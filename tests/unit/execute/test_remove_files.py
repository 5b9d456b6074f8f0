"""Files that are taken away one by one: kept, removed, brought back; whatever came between is somebody's."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipwise.errors import ToolFailed, WorldChanged
from pipwise.execute.journal import Turn
from pipwise.execute.kinds import remove_files
from pipwise.execute.run import Run, carry_out
from pipwise.execute.undo import choose, undo
from pipwise.execute.work import Work
from pipwise.model.plan import Plan, RemoveFiles, RunTool, Step

Described = dict[str, tuple[int, int, bytes | str]]


def tree(root: Path) -> Described:
    """Every path with mode, time and content; a directory's time changes when it is filled again."""
    found: Described = {}
    for path in sorted(root.rglob("*")):
        stat = path.lstat()
        if path.is_symlink():
            found[str(path)] = (0, 0, os.readlink(path))
        elif path.is_dir():
            found[str(path)] = (stat.st_mode, 0, "")
        else:
            found[str(path)] = (stat.st_mode, stat.st_mtime_ns, path.read_bytes())
    return found


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "site"
    (place / "demo/inner").mkdir(parents=True)
    (place / "demo/inner").chmod(0o750)
    (place / "demo/__init__.py").write_text("one")
    (place / "demo/inner/secret.py").write_bytes(b"\xff\x00")
    (place / "demo/inner/secret.py").chmod(0o600)
    os.utime(place / "demo/inner/secret.py", ns=(5, 7_000_000_001))
    (place / "demo/link").symlink_to("/nowhere")
    (place / "other.py").write_text("stays")
    return place


def step_of(place: Path, *more: str) -> RemoveFiles:
    paths = ("demo/__init__.py", "demo/inner/secret.py", "demo/link", "demo/never-there", *more)
    return RemoveFiles(
        tuple(f"{place}/{one}" for one in paths), f"{place.parent}/state/kept", (str(place),), "remove demo"
    )


def plan_of(*steps: Step) -> Plan:
    return Plan("repair", "", False, steps, (), "none")


def test_they_go_with_the_directories_that_are_left_empty_and_come_back_as_they_were(
    run: Run, place: Path
) -> None:
    before = tree(place)
    carry_out(run, plan_of(step_of(place)))
    assert [path.name for path in place.iterdir()] == ["other.py"]
    undo(run.look, run.hands, run.journal, choose(run.journal, None))
    assert tree(place) == before
    assert not (place.parent / "state/kept").exists()


def test_a_directory_with_something_else_in_it_stays(run: Run, place: Path) -> None:
    (place / "demo/mine.txt").write_text("")
    carry_out(run, plan_of(step_of(place)))
    assert [path.name for path in (place / "demo").iterdir()] == ["mine.txt"]


def test_a_place_that_is_taken_again_is_left_and_the_old_file_stays_kept(run: Run, place: Path) -> None:
    carry_out(run, plan_of(step_of(place)))
    (place / "demo").mkdir()
    (place / "demo/__init__.py").write_text("somebody else's")
    with pytest.raises(WorldChanged, match="is there again"):
        undo(run.look, run.hands, run.journal, choose(run.journal, None))
    assert (place / "demo/__init__.py").read_text() == "somebody else's"
    assert (place / f"../state/kept{place}/demo/__init__.py").resolve().read_text() == "one"
    (place / "demo/__init__.py").unlink()
    undo(run.look, run.hands, run.journal, choose(run.journal, None))
    assert (place / "demo/__init__.py").read_text() == "one"


@pytest.mark.parametrize("removed", [0, 1, 2])
def test_what_was_killed_half_way_is_taken_back(run: Run, place: Path, removed: int) -> None:
    before = tree(place)
    plan = plan_of(step_of(place))
    hands = run.hands
    gone: list[str] = []

    class Killed(BaseException):
        """As a kill leaves it: nothing is tidied up."""

    class Dying:
        def __getattr__(self, name: str) -> object:
            return getattr(hands, name)

        def remove(self, path: str) -> None:
            if len(gone) == removed:
                raise Killed
            gone.append(path)
            hands.remove(path)

    record_of = Work(run, plan, None)  # type: ignore[arg-type]  # the record is only asked for by other kinds
    world = remove_files.expect(record_of, plan.steps[0])  # type: ignore[arg-type]  # the only step
    dying = Work(run._replace(hands=Dying()), plan, None)  # type: ignore[arg-type]
    with pytest.raises(Killed):
        remove_files.act(dying, Turn(1, world), plan.steps[0])  # type: ignore[arg-type]
    assert len(gone) == removed
    from pipwise.execute.journal import StepRecord
    from pipwise.execute.work import Taking

    what = plan.steps[0]._asdict()
    record = StepRecord(1, 1, "RemoveFiles", what, world, None, "", "begun")
    assert remove_files.take_back(Taking(run.look, hands, None), record) == []  # type: ignore[arg-type]
    assert tree(place) == before


def test_a_later_step_that_fails_brings_them_back(
    run: Run, place: Path, tool: Callable[..., RunTool]
) -> None:
    before = tree(place)
    other = place.parent / "elsewhere"
    other.mkdir()
    with pytest.raises(ToolFailed):
        carry_out(run, plan_of(step_of(place), tool("raise SystemExit(1)", other)))
    assert tree(place) == before


def test_a_directory_that_has_become_a_link_is_not_followed(run: Run, place: Path) -> None:
    step = step_of(place)
    elsewhere = place.parent / "elsewhere"
    (place / "demo").rename(elsewhere)
    (place / "demo").symlink_to(elsewhere)
    before = tree(elsewhere)
    with pytest.raises(WorldChanged, match="a link leads elsewhere"):
        carry_out(run, plan_of(step))
    assert tree(elsewhere) == before


def test_what_cannot_be_kept_is_not_taken_away(run: Run, place: Path) -> None:
    os.mkfifo(place / "demo/fifo")
    carry_out(run, plan_of(step_of(place, "demo/fifo")))
    assert [path.name for path in (place / "demo").iterdir()] == ["fifo"]
