"""Running a process that only answers a question: one loop, one time limit, so much and no more output, no shell."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
from collections.abc import Mapping, Sequence
from time import monotonic, sleep

from pipwise.model.value import Literal
from pipwise.system.look import Answer

_MOST = 8_000_000
_AFTER_THE_END = 0.3
"""Seconds in which output may still come when the process is gone but something that it left behind holds the pipe."""

Problem = Literal["", "timeout", "too-much-output"]


def ask(argv: Sequence[str], environment: Mapping[str, str], timeout: float, stdin: bytes) -> Answer:
    """Run ``argv`` and collect what it says; what hangs, floods or leaves children behind is ended with its whole group.

    The child has a session of its own, so that it can neither read the caller's terminal nor be ended by its keys, and
    starts in the root directory: nothing of the working directory, which may be gone, becomes part of the answer.
    """
    try:
        process = subprocess.Popen(
            list(argv),
            stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(environment),
            cwd="/",
            start_new_session=True,
        )
    except FileNotFoundError:
        return Answer(None, b"", b"", "not-found")
    except PermissionError:
        return Answer(None, b"", b"", "not-permitted")
    except (OSError, ValueError):
        return Answer(None, b"", b"", "not-executable")
    try:
        collected = _Conversation(process, stdin, monotonic() + timeout)
        problem = collected.run()
    finally:
        _end(process)
    stdout, stderr = collected.said()
    return Answer(None if problem == "timeout" else process.returncode, stdout, stderr, problem)


class _Conversation:
    """What goes in and comes out while the process lives. Both outputs are read as they come: neither can fill its pipe."""

    def __init__(self, process: subprocess.Popen[bytes], stdin: bytes, deadline: float) -> None:
        self.process = process
        self.pending = memoryview(stdin)
        self.deadline = deadline
        self.output: dict[int, bytearray] = {}

    def run(self) -> Problem:
        with selectors.DefaultSelector() as selector:
            for pipe in (self.process.stdout, self.process.stderr):
                if pipe:
                    self.output[pipe.fileno()] = bytearray()
                    selector.register(pipe.fileno(), selectors.EVENT_READ)
            if self.process.stdin:
                os.set_blocking(self.process.stdin.fileno(), False)
                selector.register(self.process.stdin.fileno(), selectors.EVENT_WRITE)
            return self._until_the_end(selector)

    def _until_the_end(self, selector: selectors.BaseSelector) -> Problem:
        while selector.get_map():
            left = self.deadline - monotonic()
            if left <= 0:
                return "timeout"
            ready = selector.select(min(left, 0.05))
            for key, _ in ready:
                if key.fd in self.output:
                    self._read(selector, key.fd)
                else:
                    self._write(selector, key.fd)
            if any(len(said) > _MOST for said in self.output.values()):
                return "too-much-output"
            if not ready and _has_ended(self.process):
                self.deadline = min(self.deadline, monotonic() + _AFTER_THE_END)
                return self._last_words(selector)
        return self._wait()

    def _last_words(self, selector: selectors.BaseSelector) -> Problem:
        """The process is gone, but not its pipe: take what is still in there."""
        while selector.get_map() and (left := self.deadline - monotonic()) > 0:
            for key, _ in selector.select(left):
                if key.fd in self.output:
                    self._read(selector, key.fd)
                else:
                    selector.unregister(key.fd)
        return ""

    def _wait(self) -> Problem:
        """Its outputs are closed; it may live on for a while."""
        while not _has_ended(self.process):
            if monotonic() > self.deadline:
                return "timeout"
            sleep(0.001)
        return ""

    def _read(self, selector: selectors.BaseSelector, descriptor: int) -> None:
        chunk = os.read(descriptor, 65_536)
        self.output[descriptor] += chunk
        if not chunk:
            selector.unregister(descriptor)

    def _write(self, selector: selectors.BaseSelector, descriptor: int) -> None:
        try:
            self.pending = self.pending[os.write(descriptor, self.pending[:4096]) :]
        except OSError:
            self.pending = memoryview(b"")
        if not self.pending and self.process.stdin:
            selector.unregister(descriptor)
            self.process.stdin.close()

    def said(self) -> tuple[bytes, bytes]:
        stdout, stderr = self.output.values()
        return bytes(stdout[:_MOST]), bytes(stderr[:_MOST])


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether it has ended, without collecting it: as long as it is a zombie, its group's number is nobody else's."""
    if process.returncode is not None:
        return True
    try:
        return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
    except ChildProcessError:
        return True


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the group, collect the process, close the pipes."""
    if process.returncode is None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except OSError:
            process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe:
            pipe.close()
