"""What a tool that was killed has left running: it goes on changing files, so nothing is taken back before it has ended."""

from __future__ import annotations

import os
import signal
import sys
import time

_SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2)."""
_PATIENCE, _GRACE = 60.0, 5.0
"""Seconds for what it is doing, and then for being told to end; a daemon would never end by itself."""


def adopt() -> frozenset[int]:
    """From now on what loses its parent below this process becomes its child; the children that it has already."""
    return frozenset(children()) if _be_subreaper(yes=True) else frozenset()


def let_go() -> None:
    """No more: what loses its parent from now on is reaped by whoever was there for that before."""
    _be_subreaper(yes=False)


def _be_subreaper(*, yes: bool) -> bool:
    if sys.platform != "linux":
        return False
    import ctypes

    try:
        ctypes.CDLL(None).prctl(_SUBREAPER, int(yes), 0, 0, 0)
    except (OSError, AttributeError):
        return False
    return True


def wait_for_orphans(before: frozenset[int], patience: float = _PATIENCE) -> None:
    """Until there are no other children than those from before; what does not end is asked to."""
    end, told = time.monotonic() + patience, False
    while found := [one for one in children() if one not in before and not _has_ended(one)]:
        if time.monotonic() > end:
            if told:
                return
            for one in found:
                _ask_to_end(one)
            end, told = time.monotonic() + _GRACE, True
        time.sleep(0.01)


def children() -> list[int]:
    """The processes that this one has started and not waited for (proc_pid_task_children(5)); none where none are told."""
    found: list[int] = []
    try:
        for task in os.listdir("/proc/self/task"):
            with open(f"/proc/self/task/{task}/children", encoding="ascii") as listed:
                found += [int(one) for one in listed.read().split()]
    except OSError:
        return found
    return found


def _has_ended(process: int) -> bool:
    try:
        return os.waitpid(process, os.WNOHANG)[0] == process
    except ChildProcessError:
        return True


def _ask_to_end(process: int) -> None:
    """Root's is not asked."""
    try:
        os.kill(process, signal.SIGTERM)
    except (PermissionError, ProcessLookupError):
        return
