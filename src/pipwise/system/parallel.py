"""Doing several things that mostly wait at once, on a few threads."""

from __future__ import annotations

from pipwise.model.value import Callable, Sequence, TypeVar

_MOST = 8
A = TypeVar("A")
B = TypeVar("B")


def in_parallel(function: Callable[[A], B], items: Sequence[A]) -> list[B]:
    """The results in the order of the items; one that takes long holds up nothing but its own thread.

    The first error is raised when all others have come to an end.
    """
    if len(items) < 2:
        return [function(item) for item in items]
    import threading

    results: dict[int, B] = {}
    errors: list[BaseException] = []
    pending = iter(list(enumerate(items)))
    lock = threading.Lock()

    def work() -> None:
        while True:
            with lock:
                taken = next(pending, None)
            if taken is None:
                return
            index, item = taken
            try:
                results[index] = function(item)
            except BaseException as error:  # noqa: BLE001 - handed on to the caller's thread
                errors.append(error)

    threads = [threading.Thread(target=work, daemon=True) for _ in range(min(_MOST, len(items)))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return [results[index] for index in range(len(items))]
