"""What changes the machine does all of it or says why not, and never goes through a link."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipwise.system.hands import RealHands

ROOT = Path(__file__).parents[3]
VARIABLES = {"PYTHONPATH": f"{ROOT}/src", "PATH": "/usr/bin:/bin"}
unprivileged = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")


def test_a_tree_is_removed_with_its_links_and_not_through_them(tmp_path: Path) -> None:
    (tmp_path / "keep").mkdir()
    (tmp_path / "keep/file").write_text("")
    tree = tmp_path / "tree"
    (tree / "a/b").mkdir(parents=True)
    (tree / "a/b/file").write_text("")
    (tree / "link").symlink_to(tmp_path / "keep")
    (tree / "dangling").symlink_to("nowhere")
    os.mkfifo(tree / "pipe")
    RealHands().remove_tree(str(tree))
    assert not tree.exists()
    assert (tmp_path / "keep/file").exists()


def test_directories_without_rights_are_removed_too(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    (tree / "a/b").mkdir(parents=True)
    (tree / "a/b/file").write_text("")
    for path, mode in ((tree / "a/b", 0o000), (tree / "a", 0o555), (tree, 0o500)):
        path.chmod(mode)
    RealHands().remove_tree(str(tree))
    assert not tree.exists()


def test_a_link_is_not_removed_as_a_tree(tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree/file").write_text("")
    (tmp_path / "link").symlink_to("tree")
    with pytest.raises(OSError, match=r"Not a directory|Too many levels"):
        RealHands().remove_tree(str(tmp_path / "link"))
    assert (tmp_path / "tree/file").exists()


def test_a_file_in_a_write_protected_directory_is_removed_and_the_mode_stays(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d/file").write_text("")
    (tmp_path / "d").chmod(0o555)
    RealHands().remove(str(tmp_path / "d/file"))
    assert list((tmp_path / "d").iterdir()) == []
    assert (tmp_path / "d").stat().st_mode & 0o777 == 0o555


def test_a_copy_has_mode_and_times(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    (tmp_path / "a").chmod(0o751)
    os.utime(tmp_path / "a", ns=(10**18, 10**18 + 7))
    RealHands().copy(str(tmp_path / "a"), str(tmp_path / "b"))
    found = (tmp_path / "b").stat()
    assert (found.st_mode & 0o777, found.st_mtime_ns) == (0o751, 10**18 + 7)


def test_nothing_is_moved_over_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    (tmp_path / "b").symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        RealHands().move(str(tmp_path / "a"), str(tmp_path / "b"))


def test_a_lock_is_held_once_by_one(tmp_path: Path) -> None:
    hands, path = RealHands(), str(tmp_path / "lock")
    assert hands.lock(path, wait=False)
    assert hands.lock(path, wait=False)
    assert not RealHands().lock(path, wait=False)


def test_a_lock_is_not_taken_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "lock").symlink_to("elsewhere")
    with pytest.raises(OSError, match="symbolic links"):
        RealHands().lock(str(tmp_path / "lock"), wait=False)
    assert not (tmp_path / "elsewhere").exists()


def test_a_tool_that_outlives_its_killed_parent_holds_the_lock(tmp_path: Path) -> None:
    """So that undo, or the next install, waits for it instead of working beside it."""
    code = (
        "import os, sys\nfrom pipwise.system.hands import RealHands\n"
        "hands = RealHands(); hands.lock(sys.argv[1], wait=False)\n"
        "hands.run(['/bin/sh', '-c', 'echo; read line'], os.environ, None, data=True)"
    )
    path = str(tmp_path / "lock")
    with subprocess.Popen(
        [sys.executable, "-c", code, path], env=VARIABLES, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdin
        assert parent.stdout
        parent.stdout.readline()
        parent.kill()
        parent.wait()
        assert not RealHands().lock(path, wait=False)
        parent.stdin.close()
        deadline = time.monotonic() + 10
        while not RealHands().lock(path, wait=False):
            assert time.monotonic() < deadline
            time.sleep(0.02)


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_reaches_the_tool_and_is_raised_when_that_has_ended(
    number: signal.Signals, status: int
) -> None:
    code = (
        "import os, sys\nfrom pipwise.system.hands import RealHands\nfrom pipwise.errors import PipwiseError\n"
        "hands = RealHands(); hands.heed_signals()\n"
        "tool = 'trap \"echo cleaned; exit 0\" INT TERM HUP; echo; while :; do sleep 0.05; done'\n"
        "try: hands.run(['/bin/sh', '-c', tool], os.environ, None, data=True)\n"
        "except PipwiseError as error: os._exit(error.exit_code)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], env=VARIABLES, stdout=subprocess.PIPE, start_new_session=True
    ) as parent:
        assert parent.stdout
        parent.stdout.readline()
        parent.send_signal(number)
        said, _ = parent.communicate(timeout=20)
    assert (said, parent.returncode) == (b"cleaned\n", status)


def test_what_is_being_put_back_is_not_interrupted() -> None:
    code = (
        "import os, signal\nfrom pipwise.system.hands import RealHands\n"
        "hands = RealHands(); hands.heed_signals(); hands.hold_signals()\n"
        "os.kill(os.getpid(), signal.SIGTERM); os.kill(os.getpid(), signal.SIGINT); print('to the end')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=VARIABLES, capture_output=True, check=True, timeout=20
    )
    assert done.stdout == b"to the end\n"


def test_what_nohup_ignores_stays_ignored() -> None:
    code = (
        "import os, signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\nfrom pipwise.system.hands import RealHands\n"
        "RealHands().heed_signals(); os.kill(os.getpid(), signal.SIGHUP); print('alive')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=VARIABLES, capture_output=True, check=True, timeout=20
    )
    assert done.stdout == b"alive\n"


def test_a_file_is_written_with_the_mode_that_was_asked_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        RealHands().write(str(tmp_path / "marker"), b"x", 0o644)
        RealHands().write(str(tmp_path / "marker"), b"y", 0o640)
    finally:
        os.umask(before)
    assert ((tmp_path / "marker").stat().st_mode & 0o7777, (tmp_path / "marker").read_bytes()) == (
        0o640,
        b"y",
    )
