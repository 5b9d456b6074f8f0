"""Work that only the processor holds up, on all of its cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence

from pipwise.model.value import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def cores() -> int:
    """How many this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except (AttributeError, OSError):
        return os.cpu_count() or 1


def in_processes(function: Callable[[A], B], items: Sequence[A]) -> Iterator[B]:
    """The results in the order of the items; in this process alone where there is one core, one item, or no fork.

    What a function remembers in one process is not known in another.
    """
    if cores() < 2 or len(items) < 2 or not hasattr(os, "fork"):
        yield from map(function, items)
        return
    import multiprocessing

    with multiprocessing.get_context("fork").Pool(min(cores(), len(items))) as pool:
        yield from pool.imap(function, items)
