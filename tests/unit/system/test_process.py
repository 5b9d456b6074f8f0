"""Asking a process: it ends in time, with its children, however it behaves."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from pipwise.system.look import Answer
from pipwise.system.process import ask

SH = "/bin/sh"


def say(script: str, timeout: float = 10.0, stdin: bytes = b"") -> Answer:
    return ask([SH, "-c", script], {"PATH": "/usr/bin:/bin"}, timeout, stdin)


def test_an_answer() -> None:
    assert say("echo out; echo err >&2; exit 3") == Answer(3, b"out\n", b"err\n")


def test_the_environment_is_the_given_one_and_no_other() -> None:
    assert ask(["/usr/bin/env"], {"A": "b"}, 5, b"").stdout == b"A=b\n"


def test_it_starts_in_the_root_directory_without_a_terminal_and_without_input() -> None:
    assert say("pwd; cat; tty").stdout.splitlines()[:2] == [b"/", b"not a tty"]


def test_input_longer_than_a_pipe() -> None:
    data = b"x" * 300_000
    assert ask(["/bin/cat"], {}, 10, data).stdout == data


def test_input_that_nobody_reads() -> None:
    assert say("exec 0<&-; echo done", stdin=b"x" * 300_000) == Answer(0, b"done\n", b"")


def test_both_outputs_longer_than_a_pipe() -> None:
    script = "import sys; sys.stderr.write('e' * 300000); sys.stdout.write('o' * 300000)"
    answer = ask([sys.executable, "-c", script], {}, 20, b"")
    assert (len(answer.stdout), len(answer.stderr), answer.status) == (300_000, 300_000, 0)


def test_a_signal() -> None:
    assert say("kill -TERM $$").status == -signal.SIGTERM


@pytest.mark.parametrize(
    ("argv", "problem"),
    [
        (["/nowhere/python"], "not-found"),
        (["/etc"], "not-permitted"),
        (["/etc/passwd"], "not-permitted"),
        (["/usr/bin/env\0"], "not-executable"),
    ],
)
def test_what_cannot_be_run(argv: list[str], problem: str) -> None:
    assert ask(argv, {}, 5, b"") == Answer(None, b"", b"", problem)  # type: ignore[arg-type]


@pytest.mark.parametrize("content", [b"\x7fELF\x02\x01\x01" + b"\0" * 60, b"", b"rubbish"])
def test_what_is_no_program_here(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "python3"
    path.write_bytes(content)
    path.chmod(0o755)
    assert ask([str(path)], {}, 5, b"").problem == "not-executable"


def test_a_script_whose_interpreter_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "python3"
    path.write_text("#!/nowhere/python\n")
    path.chmod(0o755)
    assert ask([str(path)], {}, 5, b"").problem == "not-found"


def test_one_that_hangs_is_ended_with_its_children(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    began = time.monotonic()
    answer = say(f"echo $$ >{pids}; sleep 60 & echo $! >>{pids}; echo early; wait", timeout=0.5)
    assert answer == Answer(None, b"early\n", b"", "timeout")
    assert time.monotonic() - began < 5
    assert all(_has_ended(int(pid)) for pid in pids.read_text().split())


def test_one_that_closes_its_outputs_and_lives_on_is_ended() -> None:
    began = time.monotonic()
    assert say("exec >&- 2>&-; sleep 60", timeout=0.5).problem == "timeout"
    assert time.monotonic() - began < 5


def test_a_child_that_keeps_the_pipe_does_not_hold_the_answer_up(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    began = time.monotonic()
    answer = say(f"sleep 60 & echo $! >{pid}; echo said", timeout=30)
    assert answer == Answer(0, b"said\n", b"")
    assert time.monotonic() - began < 5
    assert _has_ended(int(pid.read_text()))


def test_a_child_that_has_left_the_group_does_not_hold_the_answer_up_either() -> None:
    began = time.monotonic()
    answer = say("setsid sleep 3 & echo said", timeout=30)
    assert answer == Answer(0, b"said\n", b"")
    assert time.monotonic() - began < 2.5


def test_a_flood_is_cut_off() -> None:
    began = time.monotonic()
    answer = say("cat /dev/zero", timeout=60)
    assert answer.problem == "too-much-output"
    assert len(answer.stdout) < 10_000_000
    assert time.monotonic() - began < 20


def _has_ended(pid: int) -> bool:
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{pid}/stat")
        if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.02)
    return False
