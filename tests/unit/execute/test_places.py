"""A tool that changes several places at once: trees, single files, links, and what was not there before."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipwise.errors import ToolFailed, WorldChanged
from pipwise.execute.run import Run, carry_out
from pipwise.execute.undo import choose, undo
from pipwise.model.plan import Plan, RunTool

CHANGE = """
import os, sys
tree, new, file, absent, link = sys.argv[1:6]
os.unlink(tree + "/a"); open(tree + "/a", "w").write("other")
open(tree + "/b", "w").write("added")
os.makedirs(new + "/deep"); open(new + "/deep/c", "w").write("made")
open(file, "a").write("more")
open(absent, "w").write("made")
os.unlink(link); os.symlink("elsewhere", link)
"""


class World:
    """Five places of five kinds."""

    def __init__(self, root: Path) -> None:
        self.tree, self.new = root / "tree", root / "new"
        self.file, self.absent, self.link = root / "file", root / "absent", root / "link"
        self.tree.mkdir()
        (self.tree / "a").write_text("old")
        self.file.write_text("first ")
        self.file.chmod(0o640)
        self.link.symlink_to("file")

    def plan(self, code: str = CHANGE) -> Plan:
        paths = tuple(map(str, (self.tree, self.new, self.file, self.absent, self.link)))
        step = RunTool((sys.executable, "-I", "-c", code, *paths), paths, None, (), "change")
        return Plan("app", "", False, (step,), ())

    def listing(self) -> dict[str, object]:
        found: dict[str, object] = {}
        for path in sorted(self.tree.parent.rglob("*")):
            if "state" in path.parts:
                continue
            content = path.readlink() if path.is_symlink() else path.read_bytes() if path.is_file() else ""
            found[str(path)] = (path.lstat().st_mode, content)
        return found


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def take_back(run: Run, *, force: bool = False) -> None:
    undo(run.look, run.hands, run.journal, choose(run.journal, None), force=force)


def test_each_of_them_is_put_back(run: Run, world: World) -> None:
    before = world.listing()
    carry_out(run, world.plan())
    assert (world.tree / "b").read_text() == "added"
    assert (world.new / "deep/c").read_text() == "made"
    take_back(run)
    assert world.listing() == before


def test_a_tool_that_fails_half_way_leaves_nothing(run: Run, world: World) -> None:
    before = world.listing()
    with pytest.raises(ToolFailed):
        carry_out(run, world.plan(CHANGE + "\nsys.exit(3)"))
    assert world.listing() == before


@pytest.mark.parametrize(
    ("touch", "named"),
    [
        (lambda world: world.file.write_text("mine"), "file has changed since then"),
        (lambda world: world.file.unlink(), "file is gone since then"),
        (lambda world: world.absent.write_text("mine"), "absent has changed since then"),
        (lambda world: (world.new / "deep/c").write_text("mine and longer"), "deep/c has changed since then"),
        (lambda world: (world.link.unlink(), world.link.mkdir()), "link has changed since then"),
    ],
)
def test_what_was_changed_since_is_told_and_left(
    run: Run, world: World, touch: Callable[[World], object], named: str
) -> None:
    carry_out(run, world.plan())
    touch(world)
    after = world.listing()
    with pytest.raises(WorldChanged) as caught:
        take_back(run)
    assert named in caught.value.what
    for path in (world.file, world.absent, world.new / "deep/c"):
        if named.startswith(path.name) or str(path).endswith(named.partition(" ")[0]):
            assert world.listing().get(str(path)) == after.get(str(path))
    assert not (world.tree / "b").exists(), "the others are taken back all the same"


def test_a_place_that_never_came_to_be_is_no_loss(run: Run, world: World) -> None:
    before = world.listing()
    carry_out(run, world.plan("pass"))
    assert world.listing() == before
    take_back(run)
    assert world.listing() == before


FAMILY = """
import os, sys
home = sys.argv[1]
os.makedirs(home + "/demo-x/bin"); open(home + "/demo-x/bin/python", "w").write("made")
open(home + "/other", "w").write("somebody else's")
"""


def family(home: Path, code: str) -> Plan:
    step = RunTool((sys.executable, "-I", "-c", code, str(home)), (f"{home}/demo-*",), None, (), "change")
    return Plan("project-manager", "", False, (step,), ())


def test_of_a_directory_only_what_begins_so_belongs_to_the_run(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "homes"
    home.mkdir()
    carry_out(run, family(home, FAMILY))
    assert (home / "demo-x/bin/python").exists()
    take_back(run)
    assert sorted(path.name for path in home.rglob("*")) == ["other"]


@pytest.mark.parametrize("whole", [False, True])
def test_a_tree_that_a_tool_removes_as_a_whole_comes_back(run: Run, tmp_path: Path, *, whole: bool) -> None:
    home = tmp_path / "homes"
    (home / "demo-1/bin").mkdir(parents=True)
    (home / "demo-1/bin/run").write_text("old")
    (home / "demo-1/bin/run").chmod(0o755)
    (home / "demo-1/link").symlink_to("bin")
    below = "" if whole else "/demo-1"
    code = f"import shutil, sys; shutil.rmtree(sys.argv[1] + {below!r})"
    carry_out(run, family(home, code))
    assert not (home / "demo-1").exists()
    take_back(run)
    assert (home / "demo-1/bin/run").read_text() == "old"
    assert (home / "demo-1/bin/run").stat().st_mode & 0o777 == 0o755
    assert (home / "demo-1/link").readlink() == Path("bin")
    assert not (tmp_path / ".pipwise").exists()


def test_a_file_whose_directory_went_with_it_comes_back(run: Run, tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    page = tmp_path / "share/page.1"
    page.write_text("page")
    page.chmod(0o664)
    code = "import shutil, sys; shutil.rmtree(sys.argv[1])"
    step = RunTool((sys.executable, "-I", "-c", code, str(page.parent)), (str(page),), None, (), "change")
    carry_out(run, Plan("app", "", False, (step,), ()))
    take_back(run)
    assert page.read_text() == "page"
