"""What a killed tool has left running is waited for, and asked to end where it does not."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipwise.system.hands import RealHands
from pipwise.system.orphans import adopt, let_go, wait_for_orphans

linux = pytest.mark.skipif(sys.platform != "linux", reason="orphans are adopted on Linux alone")
LEAVES = """
import os, subprocess, sys, time
subprocess.Popen([sys.executable, "-I", "-S", "-c", sys.argv[1], sys.argv[2]])
os.kill(os.getpid(), 9)
"""
WRITES = "import sys, time; time.sleep(0.7); open(sys.argv[1], 'w').write('written')"
STAYS = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(100)"


def argv(code: str, file: Path) -> list[str]:
    return [sys.executable, "-I", "-S", "-c", LEAVES, code, str(file)]


@linux
def test_a_tool_that_is_killed_has_ended_when_all_that_it_started_has(tmp_path: Path) -> None:
    file = tmp_path / "late"
    assert RealHands().run(argv(WRITES, file), os.environ, None) == -signal.SIGKILL
    assert file.read_text() == "written"


@pytest.fixture(autouse=True)
def _not_for_long() -> Iterator[None]:
    """This process outlives the test, and reaps nobody else's children."""
    yield
    let_go()


@linux
def test_afterwards_somebody_elses_orphans_are_not_reaped_here(tmp_path: Path) -> None:
    file = tmp_path / "daemon"
    assert RealHands().run(["true"], os.environ, None) == 0
    subprocess.run(argv(STAYS, file), check=False)
    while not file.exists() or not file.read_text():
        time.sleep(0.01)
    pid = int(file.read_text())
    try:
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
    finally:
        os.kill(pid, signal.SIGKILL)


@linux
def test_what_never_ends_is_asked_to(tmp_path: Path) -> None:
    file = tmp_path / "daemon"
    before = adopt()
    subprocess.run(argv(STAYS, file), check=False)
    while not file.exists() or not file.read_text():
        time.sleep(0.01)
    begun = time.monotonic()
    wait_for_orphans(before, patience=0.2)
    assert time.monotonic() - begun < 5
    with pytest.raises(ProcessLookupError):
        os.kill(int(file.read_text()), 0)


@linux
def test_other_children_are_not_waited_for_nor_taken_from_who_waits_for_them() -> None:
    with subprocess.Popen([sys.executable, "-I", "-S", "-c", "input()"], stdin=subprocess.PIPE) as other:
        before = adopt()
        assert other.pid in before
        wait_for_orphans(before)
        other.communicate(b"\n")
        assert other.returncode == 0
