"""Nothing is made, kept, written or removed behind a link that somebody may have planted."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipwise.cli.journals import open_inside, open_state
from pipwise.errors import Refused
from pipwise.execute.imports import try_imports
from pipwise.execute.links import refuse_foreign_links, refuse_links
from pipwise.execute.run import Run, carry_out
from pipwise.execute.undo import choose, undo
from pipwise.model.plan import EditFile, MakeDirectory, Plan, RunTool, WriteFile
from pipwise.system.hands import RealHands
from pipwise.system.real import RealLook

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a link that is somebody else's")
NOBODY = 65534


def plant(path: Path, target: Path) -> None:
    """A link of somebody else's."""
    path.symlink_to(target)
    os.lchown(path, NOBODY, NOBODY)


@as_root
@pytest.mark.parametrize(
    "step",
    [
        lambda path: MakeDirectory(f"{path}/env"),
        lambda path: WriteFile(f"{path}/file", "text"),
        lambda path: EditFile(f"{path}/there", "text", "cb78bd8a"),
    ],
)
def test_nothing_is_made_behind_a_planted_link(
    run: Run, tmp_path: Path, step: Callable[[Path], MakeDirectory]
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "there").write_text("old")
    plant(tmp_path / "link", elsewhere)
    with pytest.raises(Refused, match="is a link that belongs to"):
        carry_out(run, Plan("x", "", False, (step(tmp_path / "link"),), ()))
    assert [(path.name, path.read_text()) for path in elsewhere.iterdir()] == [("there", "old")]
    assert run.journal.runs() == []


@as_root
def test_a_planted_link_behind_one_of_ones_own_is_seen(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    plant(tmp_path / "planted", tmp_path / "real")
    (tmp_path / "own").symlink_to("planted")
    with pytest.raises(Refused, match="planted is a link"):
        refuse_foreign_links(RealLook(), f"{tmp_path}/own/x")


def test_a_profile_that_is_a_link_of_ones_own_is_edited_where_it_is(run: Run, tmp_path: Path) -> None:
    import hashlib

    (tmp_path / "dotfiles").mkdir()
    (tmp_path / "dotfiles/bashrc").write_text("old")
    (tmp_path / ".bashrc").symlink_to("dotfiles/bashrc")
    step = EditFile(f"{tmp_path}/.bashrc", "new", hashlib.sha256(b"old").hexdigest())
    carry_out(run, Plan("guard", "", False, (step,), ()))
    assert (tmp_path / "dotfiles/bashrc").read_text() == "new"
    undo(run.look, run.hands, run.journal, choose(run.journal, None))
    assert (tmp_path / "dotfiles/bashrc").read_text() == "old"
    assert (tmp_path / ".bashrc").readlink() == Path("dotfiles/bashrc")


def test_second_names_are_not_kept_behind_a_link(
    run: Run, tool: Callable[[str, Path], RunTool], existing: Callable[..., Plan], environment: Path
) -> None:
    elsewhere = environment.parent / "elsewhere"
    elsewhere.mkdir()
    (environment / ".pipwise").symlink_to(elsewhere)
    with pytest.raises(Refused, match=r"\.pipwise is a link"):
        carry_out(run, existing(tool("open('/nowhere')", environment), root=environment))
    assert list(elsewhere.iterdir()) == []
    assert run.journal.runs()[0].state == "failed"


def test_imports_are_not_tried_behind_a_link_and_nothing_is_swept_there(environment: Path) -> None:
    elsewhere = environment.parent / "elsewhere"
    (elsewhere / "import").mkdir(parents=True)
    (elsewhere / "import/precious").write_text("")
    (environment / ".pipwise").symlink_to(elsewhere)
    ground = (f"{environment}/bin/python", f"{environment}/.pipwise/import", "")
    said = try_imports(RealLook(), RealHands(), ground, ("json",))
    assert said == {"json": ("imported", "")}
    assert (elsewhere / "import/precious").exists()


@pytest.mark.parametrize("name", ["", "/journal.sqlite3", "/journal.sqlite3-wal", "/journal.sqlite3-shm"])
def test_a_journal_that_is_a_link_is_not_opened(tmp_path: Path, name: str) -> None:
    """It may have come with a repository: whatever it leads to would be written to."""
    precious = tmp_path / "precious"
    precious.write_bytes(b"")
    root = tmp_path / "checkout/.venv"
    root.mkdir(parents=True)
    if name:
        (root / ".pipwise").mkdir()
        (root / ".pipwise/journal.sqlite3").write_bytes(b"")
        (root / f".pipwise{name}").unlink(missing_ok=True)
        (root / f".pipwise{name}").symlink_to(precious)
    else:
        (tmp_path / "other").mkdir()
        (tmp_path / "other/journal.sqlite3").write_bytes(b"")
        (root / ".pipwise").symlink_to(tmp_path / "other")
    for hands in (RealHands(), None):
        with pytest.raises(Refused, match="is a link"):
            open_inside(RealLook(), hands, str(root))
    assert precious.read_bytes() == b""


@pytest.mark.parametrize("name", ["journal.sqlite3", "journal.sqlite3-wal"])
def test_a_link_in_the_state_directory_is_not_followed(tmp_path: Path, name: str) -> None:
    precious = tmp_path / "precious"
    precious.write_bytes(b"")
    state = tmp_path / "state"
    state.mkdir(mode=0o700)
    (state / "journal.sqlite3").write_bytes(b"")
    (state / name).unlink(missing_ok=True)
    (state / name).symlink_to(precious)
    with pytest.raises(Refused, match="is a link"):
        open_state(RealLook(), RealHands(), str(state))
    assert precious.read_bytes() == b""


def test_a_state_directory_that_everybody_can_write_is_refused(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state/journal.sqlite3").write_bytes(b"")
    (tmp_path / "state").chmod(0o777)
    with pytest.raises(Refused, match="can be written by everybody"):
        open_state(RealLook(), RealHands(), str(tmp_path / "state"))
    refuse_links(RealLook(), str(tmp_path / "not-there"), "file")
