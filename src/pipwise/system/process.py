"""Running a process that only answers a question: one communicate(), one time limit, no shell."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from typing import Literal

from pipwise.system.look import Answer

_MOST = 32_000_000


def ask(argv: Sequence[str], environment: Mapping[str, str], timeout: float, stdin: bytes) -> Answer:
    """Run ``argv`` and collect what it says; a process that hangs is ended with its whole group.

    The child has a session of its own, so that it can neither read the caller's terminal nor be ended by its keys.
    """
    try:
        process = subprocess.Popen(
            list(argv),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(environment),
            start_new_session=True,
        )
    except FileNotFoundError:
        return Answer(None, b"", b"", "not-found")
    except PermissionError:
        return Answer(None, b"", b"", "not-permitted")
    except (OSError, ValueError):
        return Answer(None, b"", b"", "not-executable")
    try:
        stdout, stderr = process.communicate(stdin, timeout)
    except subprocess.TimeoutExpired:
        _kill(process)
        stdout, stderr = process.communicate()
        return Answer(None, stdout[:_MOST], stderr[:_MOST], "timeout")
    except BaseException:
        _end(process)
        raise
    problem: Literal["", "too-much-output"] = "too-much-output" if len(stdout) > _MOST else ""
    return Answer(process.returncode, stdout[:_MOST], stderr[:_MOST], problem)


def _kill(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except OSError:
        process.kill()


def _end(process: subprocess.Popen[bytes]) -> None:
    _kill(process)
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe:
            pipe.close()
    process.wait()
