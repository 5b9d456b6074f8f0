"""pipwise's own installation: what the command says, and the steps that make it."""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

import pytest

from pipwise.model.plan import EditFile, MakeDirectory, RunTool, WriteFile
from pipwise.plan.itself import Copy, installing, is_ours, launcher, root_in, updating


@pytest.mark.parametrize("root", ["/home/a/self/1", "/home/a b/it's/$(x)", "/ü"])
def test_a_launcher_tells_its_root_and_hands_its_words_on(tmp_path: Path, root: str) -> None:
    text = launcher(root)
    assert is_ours(text)
    assert root_in(text) == root
    place = tmp_path / root.strip("/")
    (place / "bin").mkdir(parents=True)
    (place / "bin" / "python").write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    (place / "bin" / "python").chmod(0o755)
    command = tmp_path / "pipwise"
    command.write_text(launcher(str(place)))
    command.chmod(0o755)
    ran = subprocess.run([command, "a b", ""], capture_output=True, text=True, check=False)
    assert ran.stdout.split("\n") == ["-I", "-S", f"{place}/launch.py", "", str(command), "a b", "", ""], ran


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a directory away")
def test_a_launcher_does_not_start_what_is_somebody_elses(tmp_path: Path) -> None:
    place = tmp_path / "self"
    place.mkdir()
    os.chown(place, 12345, 12345)
    ran = subprocess.run(["sh", "-c", launcher(str(place))], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (4, "", 1)


@pytest.mark.parametrize(
    "text", ["", "#!/bin/sh\n", "#!/bin/sh\nexec pipwise\n", "# Made by pipwise self install."]
)
def test_what_somebody_else_has_written_is_not_ours(text: str) -> None:
    assert not is_ours(text)


def test_installing_makes_the_environment_before_the_command() -> None:
    plan = installing(Copy("/d/pipwise.pyz", "/usr/bin/python3.11", "/h/self/1", "/h/bin/pipwise"))
    made, unpacked, folder, written = plan.steps
    assert (made, folder) == (MakeDirectory("/h/self/1"), MakeDirectory("/h/bin"))
    assert isinstance(unpacked, RunTool)
    assert unpacked.changes == ("/h/self/1",)
    assert written == WriteFile("/h/bin/pipwise", launcher("/h/self/1"), 0o755)


def test_updating_edits_only_the_command_that_was_seen() -> None:
    plan = updating(Copy("/d/new.pyz", "/usr/bin/python3.11", "/h/self/2", "/h/bin/pipwise"), "old")
    last = plan.steps[-1]
    assert isinstance(last, EditFile)
    assert last.expects == hashlib.sha256(b"old").hexdigest()
    assert last.content == launcher("/h/self/2")
