"""Runs that were killed are found: what was only half made is taken back at the next occasion, the rest is for undo."""

from collections.abc import Callable
from pathlib import Path

from pipwise.execute.recover import recover
from pipwise.execute.run import Run, carry_out
from pipwise.model.plan import Plan, RunTool

MAKE = "import sys; open(sys.argv[1]+'/half','w')"


def kill_at(run: Run, number: int, step: int) -> None:
    """The journal as it stands when the process is killed in that step."""
    run.journal._database.execute("UPDATE step SET after = NULL, state = 'begun' WHERE n = ?", (step,))
    run.journal._database.execute(
        "UPDATE step SET before = NULL, after = NULL, state = 'planned' WHERE n > ?", (step,)
    )
    run.journal.finish(number, "begun")


def test_an_environment_that_was_never_ready_is_taken_back(
    run: Run, tool: Callable[[str, Path], RunTool], fresh: Callable[..., Plan], tmp_path: Path
) -> None:
    root = tmp_path / "share/env"
    number = carry_out(run, fresh(tool(MAKE, root), tool(MAKE, root), root=root))
    kill_at(run, number, 2)
    recovered, left = recover(run.look, run.hands, run.journal)
    assert ([one.id for one in recovered], left) == ([number], [])
    assert not (tmp_path / "share").exists()
    assert recover(run.look, run.hands, run.journal) == ([], [])


def test_an_environment_that_somebody_may_have_used_is_left_to_undo(
    run: Run, tool: Callable[[str, Path], RunTool], fresh: Callable[..., Plan], tmp_path: Path
) -> None:
    root = tmp_path / "env"
    number = carry_out(run, fresh(tool(MAKE, root), tool(MAKE, root), root=root))
    kill_at(run, number, 3)
    recovered, left = recover(run.look, run.hands, run.journal)
    assert (recovered, [one.id for one in left]) == ([], [number])
    assert (root / "half").exists()
