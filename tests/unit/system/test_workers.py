"""Slices of work on several processes: in order, whole, and whatever becomes of a process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence

import pytest

from pipwise.system import workers
from pipwise.system.orphans import children
from pipwise.system.workers import in_slices


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_ALONE", -1)
    monkeypatch.setattr(workers, "cores", lambda: 3)


def told(done: int) -> None:
    pass


def working(numbers: Sequence[int]) -> tuple[int, int]:
    for _ in range(200_000):
        pass
    return os.getpid(), sum(numbers)


def test_results_come_in_the_order_of_the_slices_from_several_processes() -> None:
    found = in_slices(working, range(1_000), 10, told)
    assert [total for _, total in found] == [sum(range(at, at + 10)) for at in range(0, 1_000, 10)]
    assert len({process for process, _ in found}) == 3


def test_there_may_be_nothing_to_do_or_more_than_a_pipe_holds() -> None:
    assert in_slices(sum, [], 10, told) == []
    found = in_slices(sum, range(100_000), 1, told)
    assert sum(found) == sum(range(100_000))
    assert len(found) == 1_000


def test_what_is_done_is_told_as_it_rises() -> None:
    done: list[int] = []
    in_slices(working, range(100), 10, done.append)
    assert done == sorted(done)
    assert set(done) <= set(range(0, 100, 10))


def test_what_a_process_that_was_killed_had_taken_is_done_here() -> None:
    here = os.getpid()

    def dies_elsewhere(numbers: Sequence[int]) -> tuple[int, int]:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return working(numbers)

    found = in_slices(dies_elsewhere, range(300), 10, told)
    assert [total for _, total in found] == [sum(range(at, at + 10)) for at in range(0, 300, 10)]
    assert {process for process, _ in found} == {here}


def test_an_error_is_raised_here_wherever_it_happened_and_no_process_is_left() -> None:
    here = os.getpid()

    def fails_elsewhere(numbers: Sequence[int]) -> tuple[int, int]:
        if os.getpid() != here or 299 in numbers:
            raise ValueError(str(numbers[0]))
        return working(numbers)

    # What this process has started for other tests (rigs) goes on.
    before = children()
    with pytest.raises(ValueError, match=r"\d+"):
        in_slices(fails_elsewhere, range(300), 10, told)
    assert children() == before


def test_no_process_goes_on_when_the_first_one_was_killed() -> None:
    code = (
        "import os, sys, time\n"
        "from pipwise.system import workers\n"
        "workers._ALONE, workers.cores = -1, lambda: 3\n"
        "def work(numbers):\n"
        "    print(os.getpid(), flush=True)\n"
        "    time.sleep(0.1)\n"
        "workers.in_slices(work, range(1000), 1, lambda done: None)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        processes: set[str] = set()
        while len(processes) < 3:
            processes.add(first.stdout.readline())
        first.kill()
        # Its end is reached when all of them have closed it.
        assert len(first.stdout.readlines()) < 500


def test_descriptors_are_closed() -> None:
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    in_slices(working, range(100), 10, told)
    assert not before or len(os.listdir("/proc/self/fd")) == before


def test_the_others_work_while_this_process_does_something_else_first() -> None:
    began: list[int] = []

    def meanwhile() -> None:
        began.extend(children())
        working(range(10))

    found = in_slices(working, range(300), 10, told, meanwhile)
    assert len(began) >= 2
    assert [total for _, total in found] == [sum(range(at, at + 10)) for at in range(0, 300, 10)]
    with pytest.raises(ZeroDivisionError):
        in_slices(working, range(300), 10, told, lambda: print(1 / 0))


def test_the_heaviest_slices_come_first_and_their_results_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 1)
    taken: list[int] = []

    def noted(numbers: Sequence[int]) -> int:
        taken.append(sum(numbers))
        return sum(numbers)

    assert in_slices(noted, [1, 5, 3, 9, 2], 1, told, weight=lambda number: number) == [1, 5, 3, 9, 2]
    assert taken == [9, 5, 3, 2, 1]
