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
