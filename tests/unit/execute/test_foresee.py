"""What is said of undo before it is done is what it does then, and saying it changes nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipwise.execute.foresee import foresee
from pipwise.execute.run import Run, carry_out
from pipwise.execute.undo import choose, undo
from pipwise.model.plan import Plan, RunTool
from pipwise.system.look import Look
from pipwise.system.rehearsal import Deed, Rehearsal
from tests.kill.scenes import SCENES_HERE, Scene, listing


@pytest.mark.parametrize("scene", SCENES_HERE, ids=lambda scene: scene.name)
def test_it_does_what_was_foreseen(run: Run, tmp_path: Path, scene: Scene) -> None:
    root = tmp_path / "world"
    root.mkdir()
    plan = scene.make(root)
    run = run._replace(look=scene.look(root), hands=scene.hands())
    original = listing(root)
    carry_out(run, plan)
    record = choose(run.journal, None)
    before = listing(root)
    foreseen = foresee(run.look, run.journal, record)
    assert listing(root) == before
    assert (foreseen.left, foreseen.why) == ((), "")
    undo(run.look, run.hands, run.journal, record)
    after = listing(root)
    assert after == original
    if any(deed.what == "run" for deed in foreseen.deeds):
        # What another program will do is known to that program: its command is what is said.
        return
    told = {path for deed in foreseen.deeds for path in (deed.path, deed.to) if path}
    gone = {f"{root}/{name}" for name in before if name not in after and ".pipwise" not in name}
    assert {path for path in gone if not any(f"{path}/".startswith(f"{one}/") for one in told)} == set()
    changed = {f"{root}/{name}" for name, entry in after.items() if before.get(name) != entry}
    assert {path for path in changed if not any(f"{path}/".startswith(f"{one}/") for one in told)} == set()
    assert {path for path in told if path not in gone | changed and Path(path).exists()} <= {
        f"{root}/lib",
        f"{root}/.venv",
    }


def test_what_was_changed_since_and_what_is_undone_already(
    run: Run, tool: Callable[[str, Path], RunTool], existing: Callable[..., Plan], environment: Path
) -> None:
    add = "import sys; open(sys.argv[1] + '/new', 'w').write('1'); open(sys.argv[1] + '/other', 'w')"
    carry_out(run, existing(tool(add, environment), root=environment))
    record = choose(run.journal, None)
    (environment / "new").write_text("mine")
    foreseen = foresee(run.look, run.journal, record)
    assert foreseen.left == ("new has changed since then",)
    assert foreseen.deeds == (Deed("remove", f"{environment}/other"),)
    (environment / "new").unlink()
    undo(run.look, run.hands, run.journal, record)
    assert foresee(run.look, run.journal, choose(run.journal, record.id)).why == "run 1 is undone already"


def test_a_rehearsal_sees_what_it_has_written_down(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/c").write_text("c")
    (tmp_path / "kept").write_text("kept")
    stage = Rehearsal(run.look)
    look: Look = stage.look
    stage.hands.move(f"{tmp_path}/a", f"{tmp_path}/z")
    stage.hands.replace(f"{tmp_path}/kept", f"{tmp_path}/z/b/d")
    stage.hands.write(f"{tmp_path}/new/deep/e", b"text", 0o600)
    stage.hands.make_directory(f"{tmp_path}/made/below", 0o755)
    stage.hands.symlink("z", f"{tmp_path}/link")
    assert [name for name, _ in look.walk(f"{tmp_path}/z")] == ["b", "b/c", "b/d"]
    assert look.read(f"{tmp_path}/z/b/d") == b"kept"
    assert look.read(f"{tmp_path}/new/deep/e") == b"text"
    assert look.readlink(f"{tmp_path}/link") == "z"
    assert look.list(str(tmp_path)) == ("link", "made", "state", "z")
    with pytest.raises(FileNotFoundError):
        look.stat(f"{tmp_path}/a/b/c")
    stage.hands.remove_tree(f"{tmp_path}/z")
    with pytest.raises(FileNotFoundError):
        look.stat(f"{tmp_path}/z/b/d")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "kept", "state"]
