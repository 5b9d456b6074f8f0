"""Killed at every write, rename, fsync, unlink, link and mkdir of pipwise's own, and a disk that is full or broken at each."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipwise.errors import PipwiseError, ToolFailed
from pipwise.execute.journal import Journal, RunRecord
from pipwise.execute.recover import recover
from pipwise.execute.resume import resume
from pipwise.execute.run import Run, carry_out
from pipwise.execute.undo import is_open, undo
from pipwise.model.plan import Plan, RunTool
from pipwise.system.clock import now
from pipwise.system.hands import RealHands
from tests.kill.moments import BROKEN, FULL, KILL, TORN, Fault, at, every
from tests.kill.scenes import SCENES_HERE, Scene, listing, tool

pytestmark = pytest.mark.slow
FAULTS = (KILL, TORN, FULL, BROKEN)
STRIDE = int(os.environ.get("PIPWISE_KILL_STRIDE", "4"))
"""Every so many moments are tried; 1 is a campaign, of ten minutes."""
ALLOWED = (PipwiseError, OSError)


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """Undo heeds signals and puts them off; the tests' own process should not."""
    ending = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(one) for one in ending]
    yield
    for number, handler in zip(ending, before, strict=True):
        signal.signal(number, handler)


def journal_in(root: Path) -> Journal:
    (root / "state").mkdir(exist_ok=True)
    return Journal(str(root / "state/journal"))


def carry(scene: Scene, root: Path, plan: Plan) -> None:
    run = Run(scene.look(root), scene.hands(), journal_in(root), ("install", "demo"), "", now())
    carry_out(run, plan)
    run.journal.close()


def take_all_back(scene: Scene, root: Path) -> list[RunRecord]:
    """As somebody would: the next command takes back what was half made, and undo the rest. The runs, as they are now."""
    journal, look = journal_in(root), scene.look(root)
    recover(look, scene.hands(), journal)
    for run in journal.runs():
        if is_open(run):
            undo(look, scene.hands(), journal, run)
    runs = journal.runs()
    journal.close()
    return runs


def world(tmp_path: Path, number: int) -> Path:
    root = tmp_path / f"{number}"
    root.mkdir()
    return root


def go_through(
    tmp_path: Path, scene: Scene, fault: Fault, act: Callable[[Scene, Path, Plan], object], *, first: bool
) -> int:
    """Let the fault happen at one moment after the other; each time everything comes back. How many moments there were."""
    for number in every(STRIDE * scene.pace):
        root = world(tmp_path, number)
        plan = scene.make(root)
        before = listing(root)
        if first:
            carry(scene, root, plan)
        came = at(number, fault, lambda root=root, plan=plan: act(scene, root, plan), ALLOWED)  # type: ignore[misc]
        runs = take_all_back(scene, root)
        where = f"{scene.name}: {fault.name} at moment {number} ({came})"
        assert listing(root) == before, where
        assert [run.state for run in runs if is_open(run)] == [], where
        shutil.rmtree(root)
        if came == "beyond":
            return number
    raise AssertionError


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
@pytest.mark.parametrize("scene", SCENES_HERE, ids=lambda scene: scene.name)
def test_wherever_it_ends_undo_brings_everything_back(tmp_path: Path, scene: Scene, fault: Fault) -> None:
    assert go_through(tmp_path, scene, fault, carry, first=False) > 15


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
@pytest.mark.parametrize("scene", SCENES_HERE, ids=lambda scene: scene.name)
def test_undo_that_ends_anywhere_goes_on_where_it_was(tmp_path: Path, scene: Scene, fault: Fault) -> None:
    def act(scene: Scene, root: Path, plan: Plan) -> None:
        take_all_back(scene, root)

    assert go_through(tmp_path, scene, fault, act, first=True) > 3


@pytest.mark.parametrize("scene", SCENES_HERE, ids=lambda scene: scene.name)
def test_a_roll_back_that_is_killed_anywhere_goes_on_with_undo(tmp_path: Path, scene: Scene) -> None:
    def failing(scene: Scene, root: Path, plan: Plan) -> None:
        *steps, last = plan.steps
        if isinstance(last, RunTool):
            words = tool(last.argv[4], *map(Path, last.changes), fails=True)
        else:
            steps, words = [*plan.steps], tool("pass", root / "never-made", fails=True)
        with pytest.raises(ToolFailed):
            carry(scene, root, plan._replace(steps=(*steps, words)))

    assert go_through(tmp_path, scene, KILL, failing, first=False) > 15


def go_on(scene: Scene, root: Path) -> None:
    journal = journal_in(root)
    for record in journal.runs():
        if record.state == "begun":
            resume(Run(scene.look(root), scene.hands(), journal, record.argv, "", record.started), record)
    journal.close()


@pytest.mark.parametrize("scene", SCENES_HERE, ids=lambda scene: scene.name)
def test_killed_anywhere_and_resumed_it_comes_to_the_same_end(tmp_path: Path, scene: Scene) -> None:
    finished = world(tmp_path, 0)
    carry(scene, finished, scene.make(finished))
    end = without_store(listing(finished))
    for number in every(STRIDE * scene.pace):
        root = world(tmp_path, number)
        plan = scene.make(root)
        before = listing(root)
        came = at(number, KILL, lambda root=root, plan=plan: carry(scene, root, plan), ())  # type: ignore[misc]
        go_on(scene, root)
        begun = [run.state for run in journal_in(root).runs()]
        assert (without_store(listing(root)) == end) == (begun == ["done"]), (
            f"{scene.name}: {number} ({came})"
        )
        take_all_back(scene, root)
        assert listing(root) == before, f"{scene.name}: {number} ({came})"
        shutil.rmtree(root)
        if came == "beyond":
            break


@pytest.mark.parametrize("scene", SCENES_HERE, ids=lambda scene: scene.name)
def test_killed_while_it_goes_on_it_is_undone(tmp_path: Path, scene: Scene) -> None:
    """First killed when its last tool has begun; then at every moment of going on with it."""
    moments = go_through(tmp_path, scene, BROKEN, carry, first=False)

    def act(root: Path) -> None:
        go_on(scene, root)

    for number in every(STRIDE * scene.pace):
        root = world(tmp_path, 1000 + number)
        plan = scene.make(root)
        before = listing(root)
        at(moments * 2 // 3, KILL, lambda root=root, plan=plan: carry(scene, root, plan), ())  # type: ignore[misc]
        came = at(number, KILL, lambda root=root: act(root), ())  # type: ignore[misc]
        take_all_back(scene, root)
        assert listing(root) == before, f"{scene.name}: {number} ({came})"
        shutil.rmtree(root)
        if came == "beyond":
            break


@pytest.mark.parametrize(
    "scene", [scene for scene in SCENES_HERE if scene.needs], ids=lambda scene: scene.name
)
def test_killed_with_dpkg_between_renaming_and_remembering_it(tmp_path: Path, scene: Scene) -> None:
    for number, going_on in enumerate((False, True)):
        root = world(tmp_path, number)
        plan = scene.make(root)
        before = listing(root)
        (root / "state").mkdir()
        (root / "state/half").touch()
        assert at(10_000, KILL, lambda root=root, plan=plan: carry(scene, root, plan), ()) == "killed"  # type: ignore[misc]
        assert listing(root) != before
        if going_on:
            go_on(scene, root)
        assert [is_open(run) for run in take_all_back(scene, root)] == [False]
        assert listing(root) == before


def without_store(found: dict[str, object]) -> dict[str, object]:
    """Leaving out what is kept for undo, under names that tell the time."""
    return {
        name: entry for name, entry in found.items() if "/.pipwise" not in name and ".pipwise-" not in name
    }


def test_the_count_is_of_what_is_really_done(tmp_path: Path) -> None:
    """The harness itself: the last moment is reached, the one after it is not, and a kill is a kill."""
    path = tmp_path / "file"

    def act() -> None:
        RealHands().write(str(path), b"content", 0o644)

    assert [at(number, KILL, act, ()) for number in range(1, 8)] == [*["killed"] * 6, "beyond"]
    assert at(2, TORN, act, ()) == "killed"
    assert at(1, FULL, act, (OSError,)) == "failed"
    assert path.read_bytes() == b"content"
    RealHands().sweep(str(path))
    assert os.listdir(tmp_path) == ["file"], "what a killed write left is swept up"
