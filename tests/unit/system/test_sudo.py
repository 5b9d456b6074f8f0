"""Root's helper, with a program in the place of sudo that changes nobody's rights."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipwise.system.sudo import SudoHands


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[SudoHands]:
    program = tmp_path / "sudo"
    program.write_text('#!/bin/sh\n[ "$1" = -- ] && shift\nexec "$@"\n')
    program.chmod(0o755)
    hands = SudoHands(str(program))
    yield hands
    hands.end()


def test_the_helper_makes_links_moves_and_removes(hands: SudoHands, tmp_path: Path) -> None:
    one, store = tmp_path / "ca\u00e9.py", tmp_path / "store/a"
    one.write_text("1")
    assert hands.by_root("make", str(store), 0o755) == [str(store.parent), str(store)]
    hands.by_root("link", str(one), f"{store}/one")
    assert os.stat(f"{store}/one").st_ino == one.stat().st_ino
    hands.by_root("remove", str(one))
    hands.by_root("replace", f"{store}/one", str(one))
    hands.by_root("write", f"{store}/two", b"two".hex(), 0o640)
    hands.by_root("symlink", "two", f"{store}/three")
    assert (one.read_text(), (store / "three").read_text()) == ("1", "two")
    hands.by_root("rmtree", str(store.parent))
    assert not store.parent.exists()


def test_what_root_cannot_do_is_the_same_error_as_ever(hands: SudoHands, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as raised:
        hands.by_root("remove", str(tmp_path / "gone"))
    assert raised.value.filename == str(tmp_path / "gone")
    with pytest.raises(OSError, match="not empty"):
        hands.by_root("rmdir", str(tmp_path))


def test_where_sudo_says_no_nothing_is_done(tmp_path: Path) -> None:
    (tmp_path / "sudo").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "sudo").chmod(0o755)
    with pytest.raises(PermissionError):
        SudoHands(str(tmp_path / "sudo")).by_root("make", str(tmp_path / "new"), 0o755)
    assert not (tmp_path / "new").exists()
