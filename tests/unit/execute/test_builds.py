"""Old builds of pipwise's go, and nothing else that lies beside them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipwise.execute.builds import remove_builds
from pipwise.system.hands import RealHands
from pipwise.system.real import RealLook


def test_only_what_is_to_be_kept_stays(tmp_path: Path) -> None:
    for name in ("old", "previous", "now"):
        (tmp_path / name / "bin").mkdir(parents=True)
    (tmp_path / "a file").write_text("")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "self").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    keep = [str(tmp_path / name) for name in ("previous", "now", "elsewhere", "self")]
    assert remove_builds(RealLook(), RealHands(), str(tmp_path), keep) == (str(tmp_path / "old"),)
    assert sorted(os.listdir(tmp_path)) == ["a file", "elsewhere", "link", "now", "previous", "self"]


def test_without_a_home_there_is_nothing(tmp_path: Path) -> None:
    assert remove_builds(RealLook(), RealHands(), str(tmp_path / "none"), ()) == ()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a directory away")
def test_what_is_somebody_elses_stays(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    os.chown(tmp_path / "theirs", 12345, 12345)
    assert remove_builds(RealLook(), RealHands(), str(tmp_path), ()) == ()
