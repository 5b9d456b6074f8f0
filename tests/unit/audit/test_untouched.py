"""Files that need not be read: nothing that somebody does to one goes unseen, and where times tell nothing all are read."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipwise.audit import audit
from pipwise.system.real import RealLook
from tests.unit.audit.debian import OS, Debian


class Counting(RealLook):
    """Notes which files are read."""

    def __init__(self, root: Path) -> None:
        super().__init__(root=str(root))
        self.seen: list[str] = []

    def read(self, path: str, limit: int = 4_000_000) -> bytes:
        self.seen.append(path)
        return super().read(path, limit)


@pytest.fixture
def two(debian: Debian) -> Path:
    """Two packages of one shape; the directory that they lie in."""
    for name in ("one", "two"):
        files = {f"{OS}/{name}/{file}.py": f"{name} {file}" for file in ("__init__", "inner", "other")}
        debian.package(f"python3-{name}", files)
    return debian.root / OS[1:]


def changed(root: Path, *, thorough: bool) -> list[tuple[str, str]]:
    report = audit(RealLook(root=str(root)), thorough=thorough)
    return [(one.path, one.message) for one in report.damage if one.code == "changed-file"]


def test_what_stands_as_it_was_unpacked_is_not_read(debian: Debian, two: Path) -> None:
    look, all_of_it = Counting(debian.root), Counting(debian.root)
    audit(look)
    audit(all_of_it, thorough=True)
    assert not [path for path in look.seen if path.endswith("inner.py")]
    assert len([path for path in all_of_it.seen if path.endswith("inner.py")]) == 2
    (two / "one/__pycache__").mkdir()
    (two / "one/__pycache__/inner.pyc").touch()
    again = Counting(debian.root)
    audit(again)
    assert not [path for path in again.seen if path.endswith("inner.py")]


def _in_place(two: Path) -> None:
    """With the size and the time of modification that it had."""
    file = two / "one/inner.py"
    stat = file.stat()
    file.write_text("eno inner")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def _renamed_over(two: Path) -> None:
    (two / "two/inner.py").rename(two / "one/inner.py")


def _another_name_over(two: Path) -> None:
    (two / "one/inner.py").unlink()
    os.link(two / "two/inner.py", two / "one/inner.py")


def _link_over(two: Path) -> None:
    (two / "one/inner.py").unlink()
    (two / "one/inner.py").symlink_to("../two/inner.py")


def _directory_renamed_over(two: Path) -> None:
    (two / "one").rename(two / "aside")
    (two / "two").rename(two / "one")


def _directories_exchanged(two: Path) -> None:
    _directory_renamed_over(two)
    (two / "aside").rename(two / "two")


def _directory_linked(two: Path) -> None:
    shutil.rmtree(two / "one")
    (two / "one").symlink_to("two")


def _renamed_over_and_written_into(two: Path) -> None:
    _directory_renamed_over(two)
    (two / "one/__pycache__").mkdir()


def _deleted(two: Path) -> None:
    (two / "one/inner.py").unlink()


def _copied_with_its_times(two: Path) -> None:
    shutil.copy2(two / "two/inner.py", two / "copy.py")
    (two / "copy.py").rename(two / "one/inner.py")


@pytest.mark.parametrize(
    "harm",
    [
        _in_place,
        _renamed_over,
        _another_name_over,
        _link_over,
        _directory_renamed_over,
        _directories_exchanged,
        _directory_linked,
        _renamed_over_and_written_into,
        _deleted,
        _copied_with_its_times,
    ],
)
def test_whatever_is_done_to_a_file_is_seen_as_when_all_are_read(
    debian: Debian, two: Path, harm: Callable[[Path], None]
) -> None:
    assert changed(debian.root, thorough=False) == []
    harm(two)
    found = changed(debian.root, thorough=True)
    assert found
    assert changed(debian.root, thorough=False) == found


def test_in_a_copy_all_are_read_since_its_times_are_those_of_copying(debian: Debian, two: Path) -> None:
    """An image that was unpacked, a backup that was put back: what was changed before is as old as everything else."""
    for file in (debian.root / "var/lib/dpkg/info").glob("*.list"):
        os.utime(file, (1_700_000_000, 1_700_000_000))
    (two / "one/inner.py").write_text("eno inner")
    elsewhere = debian.root.parent / f"{debian.root.name}-copy"
    shutil.copytree(debian.root, elsewhere, symlinks=True)
    try:
        assert [path for path, _ in changed(elsewhere, thorough=False)] == [f"{OS}/one/inner.py"]
    finally:
        shutil.rmtree(elsewhere)


def test_without_sums_or_lists_nothing_is_believed(debian: Debian, two: Path) -> None:
    (debian.root / "var/lib/dpkg/info/python3-one.md5sums").unlink()
    assert changed(debian.root, thorough=False) == []
    look = Counting(debian.root)
    audit(look)
    assert not [path for path in look.seen if path == f"{OS}/one/inner.py"]
