"""Interrupted runs go on where that is sound; where it is not, that is said and nothing is touched."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipwise.errors import CouldNotLook, UsageError, WorldChanged
from pipwise.execute.ground import with_ground
from pipwise.execute.journal import RunRecord, Turn
from pipwise.execute.resume import choose_interrupted, plan_of, resume
from pipwise.execute.run import Run, carry_out, kind_of
from pipwise.execute.undo import undo
from pipwise.model.plan import Kept, MakeDirectory, Plan, RunTool
from tests.kill.scenes import files, places

Tool = Callable[[str, Path], RunTool]
COUNT = """
import os, sys
path = sys.argv[1] + "/count"
text = open(path).read() if os.path.exists(path) else ""
if text: os.unlink(path)
open(path, "w").write(text + "x")
"""


def interrupt(run: Run, step: int) -> RunRecord:
    """The journal as it stands when the process is killed in that step of its last run."""
    database = run.journal._database
    number = run.journal.runs()[0].id
    database.execute("UPDATE step SET after = NULL, state = 'begun' WHERE run = ? AND n = ?", (number, step))
    database.execute(
        "UPDATE step SET before = NULL, after = NULL, state = 'planned' WHERE run = ? AND n > ?",
        (number, step),
    )
    run.journal.finish(number, "begun")
    return choose_interrupted(run.journal, number)


def test_the_steps_that_came_to_their_end_stay(
    run: Run, tool: Tool, existing: Callable[..., Plan], environment: Path
) -> None:
    carry_out(run, existing(tool(COUNT, environment), tool(COUNT, environment), root=environment))
    assert (environment / "count").read_text() == "xx"
    assert resume(run, interrupt(run, 2)) == 2
    assert (environment / "count").read_text() == "xx"
    assert run.journal.runs()[0].state == "done"


def test_a_new_environment_is_made_anew(
    run: Run, tool: Tool, fresh: Callable[..., Plan], tmp_path: Path
) -> None:
    root = tmp_path / "share/env"
    carry_out(run, fresh(tool(COUNT, root), tool(COUNT, root), root=root))
    assert resume(run, interrupt(run, 3)) == 1
    assert (root / "count").read_text() == "xx"
    undo(run.look, run.hands, run.journal, run.journal.runs()[0])
    assert not (tmp_path / "share").exists()


@pytest.mark.parametrize("make", [places, files])
def test_a_plan_comes_back_from_the_journal_as_it_was(
    run: Run, tmp_path: Path, make: Callable[[Path], Plan]
) -> None:
    (tmp_path / "world").mkdir()
    plan = make(tmp_path / "world")._replace(
        prove=("six",),
        proof="somehow",
        kept=(Kept("six", "/a/six", "/b"),),
        place="/a/project",
        python="/c/python",
        sites=("/d", "/e"),
    )
    carry_out(run, plan)
    assert plan_of(run.journal.runs()[0], run.journal.steps(1)) == plan


@pytest.mark.parametrize("text", ["", "[]", '{"kept": [["six"]]}', '{"kept": 3}', '{"sites": 3}'])
def test_words_about_the_ground_that_are_not_ours_are_one_line(text: str) -> None:
    with pytest.raises(CouldNotLook, match="does not say where the run is proved"):
        with_ground(Plan("app", "", False, (), ()), text)


def test_what_somebody_has_changed_since_is_not_done_over(
    run: Run, tool: Tool, existing: Callable[..., Plan], environment: Path
) -> None:
    carry_out(run, existing(tool(COUNT, environment), root=environment))
    carry_out(run, existing(tool(COUNT, environment), root=environment))
    run.journal.finish(1, "begun")
    with pytest.raises(WorldChanged, match="changed since by run 2"):
        resume(run, choose_interrupted(run.journal, 1))


def test_places_that_a_later_run_may_have_changed_are_not_taken_for_an_interrupted_ones(
    run: Run, tool: Tool, tmp_path: Path
) -> None:
    (tmp_path / "bin").mkdir()
    plan = Plan("app", "", False, (tool(COUNT, tmp_path / "bin"),), ())
    carry_out(run, plan)
    carry_out(run, plan)
    first = run.journal.runs()[1]
    interrupted = first._replace(state="begun")
    with pytest.raises(WorldChanged, match="bin has been changed since by run 2"):
        undo(run.look, run.hands, run.journal, interrupted)


def test_a_command_that_was_only_passed_on_is_not_run_again(run: Run, tool: Tool, tmp_path: Path) -> None:
    passed = tool(COUNT, tmp_path)._replace(changes=())
    carry_out(run, Plan("own-python", "", False, (passed,), ()))
    with pytest.raises(WorldChanged) as caught:
        resume(run, interrupt(run, 1))
    assert "nobody knows how far the command came" in caught.value.why
    assert (tmp_path / "count").read_text() == "x"


def test_steps_in_words_that_are_not_known(run: Run, tmp_path: Path) -> None:
    step = MakeDirectory(str(tmp_path / "x"))
    what = {**step._asdict(), "colour": "blue"}
    record = RunRecord(0, 2, 0, ("install",), "", "app", "", False, "/", run.started, "begun")
    number = run.journal.begin(record, [(kind_of(step), what, "")], Turn(1, []))
    with pytest.raises(CouldNotLook, match="cannot go on"):
        resume(run, choose_interrupted(run.journal, number))


@pytest.mark.parametrize(
    ("number", "said"),
    [(None, "nothing to go on with"), (7, "there is no run 7"), (1, "was not interrupted: it is done")],
)
def test_there_is_nothing_to_go_on_with(
    run: Run,
    tool: Tool,
    existing: Callable[..., Plan],
    environment: Path,
    number: int | None,
    said: str,
) -> None:
    carry_out(run, existing(tool(COUNT, environment), root=environment))
    with pytest.raises(UsageError, match=said):
        choose_interrupted(run.journal, number)
