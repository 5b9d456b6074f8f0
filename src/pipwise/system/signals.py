"""Signals that would end this process at once: turned into an error that can be cleaned up after, and passed on to a tool."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from types import FrameType

from pipwise.errors import PipwiseError
from pipwise.system.orphans import adopt, let_go, wait_for_orphans

# Of what a tool says the last is enough to tell why it failed.
_KEPT = 100_000
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(PipwiseError):
    """A signal asked this process to end; the exit code is the one that a shell shows for it."""

    def __init__(self, number: int) -> None:
        name = "interrupted" if number == signal.SIGINT else f"ended by {signal.Signals(number).name}"
        super().__init__(name)
        self.exit_code = 128 + number


class Signals:
    """What to do with signals: raise; while a tool runs, give them to the tool and raise when it has ended; or put them off."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._deferred = False
        self._held = False
        self._caught: list[int] = []

    def heed(self) -> None:
        """Raise ``Interrupted`` from now on. What the caller ignores (nohup) stays ignored."""
        for number in _ENDING:
            if signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._on_signal)

    def hold(self) -> None:
        """Put signals off until this process has ended by itself."""
        self._held = True

    def run(
        self, start: Callable[[], subprocess.Popen[bytes]], *, passing_to: int | None = None
    ) -> tuple[int, bytes]:
        """Start a tool and wait for its end: its status, and what it said where that is kept.

        With ``passing_to`` that is written to a descriptor as it comes, and only the last of it is kept.

        Raises ``Interrupted`` after its end, where a signal came meanwhile.
        """
        self._deferred = True
        before = adopt()
        try:
            self._child = start()
            for number in self._caught:
                self._pass_on(number)
            said = b"" if passing_to is None else _pass_through(self._child, passing_to)
            rest, _ = self._child.communicate()
            status = self._child.returncode
            if status < 0:
                wait_for_orphans(before)
        finally:
            self._child, self._deferred = None, False
            let_go()
        if self._caught:
            raise Interrupted(self._caught[0])
        return status, said + (rest or b"")

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        if not self._deferred and not self._held:
            raise Interrupted(number)
        self._caught.append(number)
        if self._child is not None:
            self._pass_on(number)

    def _pass_on(self, number: int) -> None:
        """A terminal's key reaches the whole foreground group: a tool that gets it twice would not finish cleaning up."""
        first = self._caught.count(number) == 1
        if self._child is not None and not (first and number == signal.SIGINT and _in_foreground()):
            self._child.send_signal(number)


def _pass_through(process: subprocess.Popen[bytes], descriptor: int) -> bytes:
    """Until the tool has closed its output. Where nobody reads any more only words are lost."""
    said = b""
    while process.stdout is not None:
        part = os.read(process.stdout.fileno(), 65_536)
        if not part:
            break
        said = (said + part)[-_KEPT:]
        try:
            os.write(descriptor, part)
        except OSError:
            continue
    return said


def _in_foreground() -> bool:
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:
        return False
    finally:
        os.close(terminal)
