"""What a run makes can be taken back exactly; what somebody changed since is never touched."""

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipwise.errors import PipwiseError, ToolFailed, UsageError, WorldChanged
from pipwise.execute.run import PlaceTaken, Run, carry_out, dry_run
from pipwise.execute.undo import choose, undo
from pipwise.model.plan import Plan, Remove, RunTool
from pipwise.system.hands import RealHands

MAKE = "import os,sys; r=sys.argv[1]; os.mkdir(r+'/lib'); open(r+'/lib/a.py','w').write('1')"
ADD = "import sys; open(sys.argv[1]+'/lib/b.py','w').write('new')"
REPLACE = "import os,sys; p=sys.argv[1]+'/lib/a.py'; os.unlink(p); open(p,'w').write('other content'); " + ADD
DELETE = "import os,sys; os.unlink(sys.argv[1]+'/lib/a.py')"
RELINK = "import os,sys; p=sys.argv[1]+'/lib/link.py'; os.unlink(p); os.symlink('elsewhere', p)"
PACKAGE = (
    "import os,sys; p=sys.argv[1]+'/lib/'; os.unlink(p+'a.py'); os.mkdir(p+'a.py'); open(p+'a.py/x','w')"
)
MODULE = "import os,sys,shutil; p=sys.argv[1]+'/lib/package'; shutil.rmtree(p); open(p,'w').write('a file')"
PTH = "import sys; open(sys.argv[1]+'/lib/x.pth','a').write('more')"
LOCKED = "import os,sys; p=sys.argv[1]+'/lib/locked'; os.mkdir(p); open(p+'/f','w'); os.chmod(p, 0o555)"
BYTECODE = "import os,sys; p=sys.argv[1]+'/lib/__pycache__/a.pyc'; os.unlink(p); open(p,'w').write('anew')"
PARTLY = REPLACE + "; sys.exit(3)"

Tool = Callable[[str, Path], RunTool]
Plans = Callable[..., Plan]


def listing(root: Path) -> dict[str, object]:
    return {
        str(path.relative_to(root)): (
            path.lstat().st_mode,
            os.readlink(path) if path.is_symlink() else path.is_file() and path.read_text(),
        )
        for path in sorted(root.rglob("*"))
    }


@pytest.fixture
def venv(tmp_path: Path) -> Path:
    root = tmp_path / "venv"
    (root / "lib/__pycache__").mkdir(parents=True)
    (root / "lib/package").mkdir(mode=0o750)
    (root / "lib/package/__init__.py").write_text("")
    (root / "lib/a.py").write_text("1")
    (root / "lib/__pycache__/a.pyc").write_text("bytecode")
    (root / "lib/x.pth").write_text("path")
    (root / "lib/link.py").symlink_to("a.py")
    return root


def take_back(run: Run, number: int | None = None, *, force: bool = False) -> None:
    undo(run.look, run.hands, run.journal, choose(run.journal, number), force=force)


def forget_the_end(run: Run, number: int) -> None:
    """The journal as SIGKILL leaves it: begun, and nothing said about what the last tool left."""
    run.journal._database.execute(
        "UPDATE step SET after = NULL, state = 'begun' WHERE run = ? AND n = (SELECT max(n) FROM step)",
        (number,),
    )
    run.journal.finish(number, "begun")


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


def test_what_a_tool_left_when_it_failed_is_rolled_back(
    run: Run, tool: Tool, fresh: Plans, tmp_path: Path
) -> None:
    root = tmp_path / "share/env"
    with pytest.raises(ToolFailed, match="exit status 3") as caught:
        carry_out(run, fresh(tool(MAKE + "; sys.exit(3)", root), root=root))
    assert caught.value.why == "what was begun has been taken back"
    assert not (tmp_path / "share").exists()
    assert run.journal.runs()[0].state == "failed"


def test_a_tool_that_is_not_there_is_one_line(run: Run, fresh: Plans, tmp_path: Path) -> None:
    root = tmp_path / "env"
    with pytest.raises(ToolFailed, match=r"x \(demo\) could not be started"):
        carry_out(run, fresh(RunTool(("/nowhere/x",), (str(root),), None, (), "demo"), root=root))
    assert not root.exists()


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


def test_bytecode_that_a_program_wrote_is_no_change(
    run: Run, tool: Tool, fresh: Plans, tmp_path: Path
) -> None:
    root = tmp_path / "env"
    carry_out(run, fresh(tool(MAKE, root), root=root))
    (root / "lib/__pycache__").mkdir()
    (root / "lib/__pycache__/a.cpython-311.pyc").write_bytes(b"x")
    take_back(run)
    assert not root.exists()


@pytest.mark.parametrize(
    "code", [ADD, REPLACE, DELETE, REPLACE + ";" + DELETE, RELINK, PACKAGE, MODULE, PTH, LOCKED, BYTECODE]
)
@pytest.mark.parametrize("killed", [False, True])
def test_an_environment_that_was_there_comes_back_as_it_was(
    run: Run, tool: Tool, existing: Plans, venv: Path, code: str, *, killed: bool
) -> None:
    before = listing(venv)
    number = carry_out(run, existing(tool(code, venv), root=venv))
    assert listing(venv) != before
    if killed:
        forget_the_end(run, number)
    take_back(run)
    assert listing(venv) == before


def test_two_tools_one_after_the_other_are_taken_back_together(
    run: Run, tool: Tool, existing: Plans, venv: Path
) -> None:
    before = listing(venv)
    carry_out(run, existing(tool(REPLACE, venv), tool(DELETE, venv), root=venv))
    take_back(run)
    assert listing(venv) == before


def test_nothing_of_ours_is_left_in_an_environment_where_nothing_was_replaced(
    run: Run, tool: Tool, existing: Plans, venv: Path
) -> None:
    carry_out(run, existing(tool(ADD, venv), root=venv))
    assert not (venv / ".pipwise").exists()


def test_of_the_second_names_only_those_stay_that_undo_needs(
    run: Run, tool: Tool, existing: Plans, venv: Path
) -> None:
    carry_out(run, existing(tool(REPLACE, venv), root=venv))
    kept = [path for path in (venv / ".pipwise").rglob("*") if path.is_file()]
    assert [path.name for path in kept] == ["a.py"]


def test_a_tool_that_fails_half_way_in_an_environment_is_rolled_back(
    run: Run, tool: Tool, existing: Plans, venv: Path
) -> None:
    before = listing(venv)
    with pytest.raises(ToolFailed):
        carry_out(run, existing(tool(PARTLY, venv), root=venv))
    assert listing(venv) == before


def test_only_what_is_still_as_it_was_left_is_taken_back(
    run: Run, tool: Tool, existing: Plans, venv: Path
) -> None:
    carry_out(run, existing(tool(REPLACE, venv), root=venv))
    (venv / "lib/b.py").write_text("edited by hand")
    for _ in range(2):
        with pytest.raises(WorldChanged, match=r"b\.py has changed since then"):
            take_back(run)
        assert (venv / "lib/b.py").read_text() == "edited by hand"
        assert (venv / "lib/a.py").read_text() == "1"
    (venv / "lib/b.py").unlink()
    take_back(run)
    assert run.journal.runs()[0].state == "undone"


def test_what_was_written_in_place_is_not_put_back_wrongly(
    run: Run, tool: Tool, existing: Plans, venv: Path
) -> None:
    """A second name shows new content as well, if somebody writes into the file itself."""
    carry_out(
        run, existing(tool("import sys; open(sys.argv[1]+'/lib/a.py','a').write('more')", venv), root=venv)
    )
    with pytest.raises(WorldChanged, match=r"a\.py was written in place and cannot be put back"):
        take_back(run)


def test_nothing_is_put_back_through_a_link(
    run: Run, tool: Tool, existing: Plans, venv: Path, tmp_path: Path
) -> None:
    carry_out(run, existing(tool(DELETE, venv), root=venv))
    shutil.move(venv / "lib", tmp_path / "elsewhere")
    (venv / "lib").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WorldChanged):
        take_back(run)
    assert not (tmp_path / "elsewhere/a.py").exists()


def test_a_place_that_was_taken_in_the_meantime_is_not_touched(
    run: Run, tool: Tool, fresh: Plans, tmp_path: Path
) -> None:
    root = tmp_path / "env"
    root.mkdir()
    (root / "mine").write_text("mine")
    with pytest.raises(PlaceTaken, match="is there already"):
        carry_out(run, fresh(tool(MAKE, root), root=root))
    assert (root / "mine").read_text() == "mine"
    assert run.journal.runs()[0].state == "failed"


class Tired(RealHands):
    """Every tree is too much."""

    def remove_tree(self, path: str) -> None:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE), path)


def test_what_the_file_system_refuses_is_not_called_a_change_by_somebody(
    run: Run, tool: Tool, fresh: Plans, tmp_path: Path
) -> None:
    root = tmp_path / "env"
    carry_out(run, fresh(tool(MAKE, root), root=root))
    with pytest.raises(ToolFailed, match=r"run 1 is not undone yet: .*Too many open files"):
        take_back(run._replace(hands=Tired()))
    take_back(run)
    assert not root.exists()


class Beaten(RealHands):
    """Somebody else is always a moment faster."""

    def make_directory(self, path: str, mode: int) -> tuple[str, ...]:
        os.mkdir(path)
        return super().make_directory(path, mode)


def test_an_empty_directory_that_somebody_made_a_moment_before_stays(
    run: Run, tool: Tool, fresh: Plans, tmp_path: Path
) -> None:
    root = tmp_path / "env"
    with pytest.raises(PlaceTaken, match="is there already"):
        carry_out(run._replace(hands=Beaten()), fresh(tool(MAKE, root), root=root))
    assert root.is_dir()
    assert run.journal.runs()[0].state == "failed"


@pytest.mark.parametrize("target", ["nowhere", "somewhere"])
def test_a_link_that_was_planted_as_the_environment_is_not_followed(
    run: Run, tool: Tool, fresh: Plans, tmp_path: Path, target: str
) -> None:
    (tmp_path / "somewhere").mkdir()
    (tmp_path / "env").symlink_to(tmp_path / target)
    with pytest.raises(WorldChanged, match="is a link"):
        carry_out(run, fresh(tool(MAKE, tmp_path / "env"), root=tmp_path / "env"))
    assert list((tmp_path / "somewhere").iterdir()) == []
    assert not (tmp_path / "nowhere").exists()


def test_a_broken_environment_is_set_aside_and_comes_back(run: Run, tool: Tool, tmp_path: Path) -> None:
    from pipwise.model.plan import MakeDirectory

    root = tmp_path / "env"
    root.mkdir()
    (root / "mine").write_text("mine")
    steps = (Remove(str(root)), MakeDirectory(str(root)), tool(MAKE, root))
    carry_out(run, Plan("venv", str(root), True, steps, ()))
    assert (root / "lib/a.py").exists()
    assert [path.name for path in tmp_path.glob("env.pipwise-*")] != []
    take_back(run)
    assert [path.name for path in root.iterdir()] == ["mine"]
    assert list(tmp_path.glob("env.pipwise-*")) == []


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


def test_runs_are_undone_the_newest_first(
    run: Run, tool: Tool, fresh: Plans, existing: Plans, tmp_path: Path
) -> None:
    root = tmp_path / "env"
    first = carry_out(run, fresh(tool(MAKE, root), root=root))
    carry_out(run, existing(tool(ADD, root), root=root))
    with pytest.raises(WorldChanged, match="has been changed since by run 2"):
        take_back(run, first)
    take_back(run)
    assert not (root / "lib/b.py").exists()
    take_back(run)
    assert not root.exists()


def test_an_environment_that_is_gone_is_no_trouble(
    run: Run, tool: Tool, fresh: Plans, existing: Plans, tmp_path: Path
) -> None:
    root = tmp_path / "share/env"
    first = carry_out(run, fresh(tool(MAKE, root), root=root))
    carry_out(run, existing(tool(ADD, root), root=root))
    shutil.rmtree(root)
    assert undo(run.look, run.hands, run.journal, choose(run.journal, first)).gone
    assert not (tmp_path / "share").exists()
    assert undo(run.look, run.hands, run.journal, choose(run.journal, None)).gone


def test_a_command_that_was_only_passed_on_has_no_inverse_and_stands_in_nobodys_way(
    run: Run, tool: Tool, fresh: Plans, tmp_path: Path
) -> None:
    root = tmp_path / "env"
    carry_out(run, fresh(tool(MAKE, root), root=root))
    passed = carry_out(
        run, Plan("own-python", "", False, (RunTool(("/bin/true",), (), None, (), "as it is"),), ())
    )
    with pytest.raises(UsageError, match="only passed a command on"):
        take_back(run, passed)
    take_back(run)
    assert not root.exists()


def test_a_dry_run_leaves_nothing(run: Run, tool: Tool, fresh: Plans, tmp_path: Path) -> None:
    root = tmp_path / "share/env"
    dry_run(run, fresh(tool(MAKE, root), root=root))
    assert not (tmp_path / "share").exists()
    assert run.journal.runs()[0].state == "undone"


def test_an_interrupted_run_takes_back_the_directory_that_it_made(
    run: Run, tool: Tool, fresh: Plans, tmp_path: Path
) -> None:
    root = tmp_path / "env"
    number = carry_out(run, fresh(tool(MAKE, root), root=root))
    forget_the_end(run, number)
    take_back(run)
    assert not root.exists()


def test_an_interrupted_run_never_takes_a_directory_that_somebody_else_made(
    run: Run, tool: Tool, fresh: Plans, tmp_path: Path
) -> None:
    root = tmp_path / "env"
    number = carry_out(run, fresh(tool(MAKE, root), root=root))
    forget_the_end(run, number)
    root.rename(tmp_path / "moved")
    root.mkdir()
    (root / "mine").write_text("mine")
    for force in (False, True):
        with pytest.raises(WorldChanged, match="is not the directory that was made"):
            take_back(run, force=force)
    assert (root / "mine").read_text() == "mine"


@pytest.mark.parametrize("kind", ["fresh", "existing"])
def test_what_came_long_after_an_interrupted_run_is_somebody_elses(
    run: Run, tool: Tool, fresh: Plans, existing: Plans, venv: Path, tmp_path: Path, kind: str
) -> None:
    root = tmp_path / "env" if kind == "fresh" else venv
    number = carry_out(
        run, (fresh if kind == "fresh" else existing)(tool(MAKE if kind == "fresh" else ADD, root), root=root)
    )
    forget_the_end(run, number)
    (root / "lib/later.py").write_text("mine")
    later = os.stat(root).st_mtime + 5000
    os.utime(root / "lib/later.py", (later, later))
    with pytest.raises(WorldChanged, match=r"later\.py"):
        take_back(run)
    assert (root / "lib/later.py").exists()
    take_back(run, force=True)
    assert not (root / "lib/later.py").exists()


def test_a_run_that_was_killed_before_it_made_anything_touches_nothing(
    run: Run, tool: Tool, fresh: Plans, tmp_path: Path
) -> None:
    """Killed between the record and the directory; since then somebody made an environment at the same place."""
    root = tmp_path / "env"
    number = carry_out(run, fresh(tool(MAKE, root), root=root))
    run.journal._database.execute("UPDATE step SET after = NULL, state = 'begun' WHERE n = 1")
    run.journal._database.execute("UPDATE step SET after = NULL, state = 'planned' WHERE n > 1")
    run.journal.finish(number, "begun")
    before = listing(root)
    take_back(run)
    assert listing(root) == before


def test_undo_goes_on_where_it_was_killed(run: Run, tool: Tool, existing: Plans, venv: Path) -> None:
    before = listing(venv)
    carry_out(run, existing(tool(REPLACE, venv), root=venv))
    (venv / "lib/b.py").unlink()
    kept = next(path for path in (venv / ".pipwise").rglob("a.py"))
    kept.replace(venv / "lib/a.py")
    take_back(run)
    assert listing(venv) == before


def test_a_journal_that_cannot_be_written_at_the_end_takes_everything_back(
    run: Run, tool: Tool, fresh: Plans, tmp_path: Path
) -> None:
    root = tmp_path / "share/env"
    code = f"import sqlite3; sqlite3.connect({run.journal.path!r}).execute('DROP TABLE step')"
    with pytest.raises(PipwiseError, match="journal"):
        carry_out(run, fresh(tool(MAKE + "; " + code, root), root=root))


def test_what_a_proof_that_was_killed_has_left_goes_with_undo(
    run: Run, tool: Tool, existing: Plans, venv: Path
) -> None:
    before = listing(venv)
    carry_out(run, existing(tool(ADD, venv), root=venv))
    (venv / ".pipwise/import/.cache").mkdir(parents=True)
    (venv / ".pipwise/start/.cache").mkdir(parents=True)
    take_back(run)
    assert listing(venv) == before
