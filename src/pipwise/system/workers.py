"""Work that only the processor holds up, on all of its cores."""

from __future__ import annotations

import gc
import os
import signal
import struct
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from time import process_time

from pipwise.model.value import NamedTuple, TypeVar

A = TypeVar("A")
B = TypeVar("B")
_ALONE = 0.08
"""Seconds of processor time: what takes less is done before another process would have begun."""
_MOST = 1_000
"""Slices that are handed out: their numbers fit into any pipe at once."""
_NUMBER = struct.Struct("=I")
_LENGTH = struct.Struct("=Q")


def cores() -> int:
    """How many this process may use; one where it cannot become several."""
    if not hasattr(os, "fork"):
        return 1
    try:
        return len(os.sched_getaffinity(0))
    except (AttributeError, OSError):
        return os.cpu_count() or 1


def in_slices(
    function: Callable[[Sequence[A]], B],
    items: Sequence[A],
    size: int,
    told: Callable[[int], None],
    meanwhile: Callable[[], None] | None = None,
    weight: Callable[[A], int] | None = None,
) -> list[B]:
    """What the function makes of slices of about that size, in their order; ``told`` gets how many items are done at last.

    This process works, too: alone at first, since what it has imported and remembers by then every other one has as well, and
    to the end where there is one core, no fork, or little to do. What a process did not hand on, since it failed or was
    killed, is done here once more. With ``meanwhile`` the others begin at once, and this process does that first. By
    ``weight`` the heaviest slices come first, so that none of them keeps the others waiting at the end.
    """
    began = process_time()
    size = max(size, -(-len(items) // _MOST))
    cut = [items[at : at + size] for at in range(0, len(items), size)]
    order = list(range(len(cut)))
    if weight is not None:
        order.sort(key=lambda at: -sum(map(weight, cut[at])))
    slices = [cut[at] for at in order]
    queue = _queue(len(slices))
    helpers: list[_Helper] = []
    found: dict[int, B] = {}
    try:
        if meanwhile is not None:
            helpers += [_started(queue, function, slices) for _ in range(_useful(len(slices) + 1))]
            meanwhile()
        for number in _taken(queue):
            found[number] = function(slices[number])
            told(number * size)
            if not helpers and process_time() > began + _ALONE:
                helpers += [_started(queue, function, slices) for _ in range(_useful(len(slices) - number))]
        while helpers:
            found |= _handed_on(helpers.pop())
    finally:
        gc.unfreeze()
        os.close(queue)
        _end(helpers)
    done = {at: found[number] for number, at in enumerate(order) if number in found}
    return [done[at] if at in done else function(one) for at, one in enumerate(cut)]


def _useful(left: int) -> int:
    """How many processes besides this one have something to do."""
    return min(cores(), left) - 1


class _Helper(NamedTuple):
    process: int
    results: int
    """Where it hands them on."""


def _queue(count: int) -> int:
    """A pipe with the numbers of all slices; whoever is free takes the next."""
    read, write = os.pipe()
    os.write(write, b"".join(map(_NUMBER.pack, range(count))))
    os.close(write)
    return read


def _taken(queue: int) -> Iterator[int]:
    while taken := os.read(queue, _NUMBER.size):
        yield _NUMBER.unpack(taken)[0]


def _started(queue: int, function: Callable[[Sequence[A]], B], slices: list[Sequence[A]]) -> _Helper:
    read, write = os.pipe()
    # What is there already is not looked at by a collector any more, which would copy its pages.
    gc.freeze()
    first = os.getpid()
    process = os.fork()
    if not process:
        os.close(read)
        _work(first, queue, function, slices, write)
    os.close(write)
    return _Helper(process, read)


def _work(
    first: int, queue: int, function: Callable[[Sequence[A]], B], slices: list[Sequence[A]], results: int
) -> None:
    """The life of another process, which never comes back from here; it ends when nobody waits for it any more."""
    try:
        waited_for = takewhile(lambda _: os.getppid() == first, _taken(queue))
        found = {number: function(slices[number]) for number in waited_for}
        import pickle

        data = pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
        with open(results, "wb") as file:
            file.write(_LENGTH.pack(len(data)))
            file.write(data)
    finally:
        # At once: what is to be done at this program's end, the first process does.
        os.kill(os.getpid(), signal.SIGKILL)


def _handed_on(helper: _Helper) -> dict[int, B]:
    """Nothing where it ended before it was done."""
    with open(helper.results, "rb") as file:
        head = file.read(_LENGTH.size)
        length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else 0
        data = file.read(length)
    os.waitpid(helper.process, 0)
    import pickle

    whole = length and len(data) == length
    return dict(pickle.loads(data)) if whole else {}  # noqa: S301 - the words of this program's own child


def _end(helpers: list[_Helper]) -> None:
    """None of them outlives the work, even where it was interrupted."""
    for helper in helpers:
        os.close(helper.results)
        os.kill(helper.process, signal.SIGKILL)
        os.waitpid(helper.process, 0)
