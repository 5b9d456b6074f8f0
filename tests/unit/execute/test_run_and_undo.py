"""What a run makes can be taken back exactly; what somebody changed since is never touched."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipwise.errors import ToolFailed, UsageError, WorldChanged
from pipwise.execute.run import Run, carry_out
from pipwise.execute.undo import choose, undo
from pipwise.model.plan import Plan, RunTool

MAKE = "import os,sys; r=sys.argv[1]; os.mkdir(r); os.mkdir(r+'/lib'); open(r+'/lib/a.py','w').write('1')"
ADD = "import sys; open(sys.argv[1]+'/lib/b.py','w').write('new')"
REPLACE = "import os,sys; p=sys.argv[1]+'/lib/a.py'; os.unlink(p); open(p,'w').write('other content'); " + ADD
DELETE = "import os,sys; os.unlink(sys.argv[1]+'/lib/a.py')"
RELINK = "import os,sys; p=sys.argv[1]+'/lib/link.py'; os.unlink(p); os.symlink('elsewhere', p)"
PARTLY = REPLACE + "; sys.exit(3)"

Tool = Callable[[str, Path], RunTool]
Plans = Callable[..., Plan]


def listing(root: Path) -> dict[str, str]:
    return {str(path.relative_to(root)): path.read_text() if path.is_file() else "" for path in sorted(root.rglob("*"))}


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    root = tmp_path / "venv"
    (root / "lib").mkdir(parents=True)
    (root / "lib/a.py").write_text("1")
    (root / "lib/link.py").symlink_to("a.py")
    return root


def take_back(run: Run, number: int | None = None, *, force: bool = False) -> None:
    undo(run.look, run.hands, run.journal, choose(run.journal, number), force=force)


def test_a_new_environment_is_taken_back_with_the_directories_that_were_made(
    run: Run, tool: Tool, fresh: Plans, tmp_path: Path
) -> None:
    root = tmp_path / "share/envs/default"
    carry_out(run, fresh(tool(MAKE, root), tool(ADD, root), root=root))
    assert (root / "lib/b.py").read_text() == "new"
    take_back(run)
    assert not (tmp_path / "share").exists()


def test_a_directory_that_was_there_before_stays(run: Run, tool: Tool, fresh: Plans, tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    root = tmp_path / "share/envs/default"
    carry_out(run, fresh(tool(MAKE, root), root=root))
    take_back(run)
    assert (tmp_path / "share").is_dir()
    assert not (tmp_path / "share/envs").exists()


def test_what_a_tool_left_when_it_failed_is_rolled_back(run: Run, tool: Tool, fresh: Plans, tmp_path: Path) -> None:
    root = tmp_path / "share/env"
    with pytest.raises(ToolFailed, match="exit status 3"):
        carry_out(run, fresh(tool(MAKE + "; sys.exit(3)", root), root=root))
    assert not (tmp_path / "share").exists()
    assert run.journal.runs()[0].state == "failed"


def test_an_environment_that_somebody_added_to_is_left_alone(
    run: Run, tool: Tool, fresh: Plans, tmp_path: Path
) -> None:
    root = tmp_path / "env"
    carry_out(run, fresh(tool(MAKE, root), root=root))
    (root / "lib/mine.py").write_text("mine")
    before = listing(root)
    with pytest.raises(WorldChanged, match=r"mine\.py is new since then"):
        take_back(run)
    assert listing(root) == before
    take_back(run, force=True)
    assert not root.exists()


def test_bytecode_that_a_program_wrote_is_no_change(run: Run, tool: Tool, fresh: Plans, tmp_path: Path) -> None:
    root = tmp_path / "env"
    carry_out(run, fresh(tool(MAKE, root), root=root))
    (root / "lib/__pycache__").mkdir()
    (root / "lib/__pycache__/a.cpython-311.pyc").write_bytes(b"x")
    take_back(run)
    assert not root.exists()


@pytest.mark.parametrize("code", [ADD, REPLACE, DELETE, REPLACE + ";" + DELETE, RELINK])
def test_an_environment_that_was_there_comes_back_as_it_was(
    run: Run, tool: Tool, existing: Plans, venv: Path, code: str
) -> None:
    before = listing(venv)
    carry_out(run, existing(tool(code, venv), root=venv))
    assert listing(venv) != before
    take_back(run)
    assert listing(venv) == before


def test_nothing_of_ours_is_left_in_an_environment_where_nothing_was_replaced(
    run: Run, tool: Tool, existing: Plans, venv: Path
) -> None:
    carry_out(run, existing(tool(ADD, venv), root=venv))
    assert not (venv / ".pipwise").exists()


def test_a_tool_that_fails_half_way_in_an_environment_is_rolled_back(
    run: Run, tool: Tool, existing: Plans, venv: Path
) -> None:
    before = listing(venv)
    with pytest.raises(ToolFailed):
        carry_out(run, existing(tool(PARTLY, venv), root=venv))
    assert listing(venv) == before


def test_only_what_is_still_as_it_was_left_is_taken_back(run: Run, tool: Tool, existing: Plans, venv: Path) -> None:
    carry_out(run, existing(tool(REPLACE, venv), root=venv))
    (venv / "lib/b.py").write_text("edited by hand")
    with pytest.raises(WorldChanged, match=r"b\.py has changed since then"):
        take_back(run)
    assert (venv / "lib/b.py").read_text() == "edited by hand"
    assert (venv / "lib/a.py").read_text() == "1"


def test_a_place_that_was_taken_in_the_meantime_is_not_touched(run: Run, tool: Tool, fresh: Plans, tmp_path: Path) -> None:
    root = tmp_path / "env"
    root.mkdir()
    (root / "mine").write_text("mine")
    with pytest.raises(WorldChanged, match="is there already"):
        carry_out(run, fresh(tool(MAKE, root), root=root))
    assert (root / "mine").read_text() == "mine"


def test_a_run_is_undone_once(run: Run, tool: Tool, fresh: Plans, tmp_path: Path) -> None:
    root = tmp_path / "env"
    number = carry_out(run, fresh(tool(MAKE, root), root=root))
    take_back(run, number)
    with pytest.raises(UsageError, match="undone already"):
        take_back(run, number)
    with pytest.raises(UsageError, match="nothing to undo"):
        take_back(run)
    with pytest.raises(UsageError, match="no run 99"):
        take_back(run, 99)


def test_runs_are_undone_the_newest_first(run: Run, tool: Tool, fresh: Plans, existing: Plans, tmp_path: Path) -> None:
    root = tmp_path / "env"
    carry_out(run, fresh(tool(MAKE, root), root=root))
    carry_out(run, existing(tool(ADD, root), root=root))
    take_back(run)
    assert not (root / "lib/b.py").exists()
    take_back(run)
    assert not root.exists()


def test_what_a_killed_run_had_begun_is_taken_back(run: Run, tool: Tool, existing: Plans, venv: Path) -> None:
    """SIGKILL leaves the journal at ``begun``: everything after the last commit is told by the backup."""
    before = listing(venv)
    plan = existing(tool(REPLACE, venv), root=venv)
    number = carry_out(run, plan)
    run.journal._database.execute("UPDATE step SET after = NULL, state = 'begun' WHERE run = ?", (number,))
    run.journal.run_ends(number, "begun")
    take_back(run)
    assert listing(venv) == before
