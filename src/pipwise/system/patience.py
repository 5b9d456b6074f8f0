"""Work that may take only so much processor time: what other processes do on this machine does not count."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable
from types import FrameType

from pipwise.model.value import TypeVar

T = TypeVar("T")
_LATER = 0.02
"""Seconds after which another try is made."""


class TimeIsUp(Exception):
    """The work was ended where it stood."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """The result of the work. Raises ``TimeIsUp``.

    Inside of other work that is limited it takes of that one's time. There is no limit where the system has no such timer
    (Windows), or in another thread than the first.
    """
    if not hasattr(signal, "setitimer") or _is_another_thread():
        return work()
    over: list[bool] = []

    def end(number: int, frame: FrameType | None) -> None:
        if over:
            return
        if not _collects(frame):
            raise TimeIsUp
        signal.setitimer(signal.ITIMER_PROF, _LATER)

    before = signal.signal(signal.SIGPROF, end)
    outer = signal.setitimer(signal.ITIMER_PROF, seconds)[0]
    try:
        return work()
    finally:
        over.append(True)
        left = signal.setitimer(signal.ITIMER_PROF, 0)[0]
        # Another thread may take a last one late. By default that ends the whole process, so the default is not put back.
        if callable(before):
            signal.signal(signal.SIGPROF, before)
        if outer:
            signal.setitimer(signal.ITIMER_PROF, max(outer - seconds + left, _LATER))


def _is_another_thread() -> bool:
    """Whoever has started one has imported that module; this one does not."""
    threading = sys.modules.get("threading")
    return threading is not None and threading.current_thread() is not threading.main_thread()


def _collects(frame: FrameType | None) -> bool:
    """Whether somebody's callback of the garbage collector was interrupted: what is raised there, Python swallows."""
    callbacks = {getattr(one, "__code__", None) for one in gc.callbacks}
    while frame is not None and callbacks:
        if frame.f_code in callbacks:
            return True
        frame = frame.f_back
    return False
