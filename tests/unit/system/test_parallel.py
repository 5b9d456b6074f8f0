"""Several things at once, in order, errors handed on."""

from __future__ import annotations

import time

import pytest

from pipwise.system.parallel import in_parallel


def test_results_come_in_the_order_of_the_items() -> None:
    def slow_if_small(number: int) -> int:
        time.sleep(0.02 if number < 3 else 0)
        return number * 2

    assert in_parallel(slow_if_small, list(range(50))) == [number * 2 for number in range(50)]
    assert in_parallel(slow_if_small, []) == []


def test_what_waits_waits_at_the_same_time() -> None:
    began = time.monotonic()
    in_parallel(lambda _: time.sleep(0.2), range(8))
    assert time.monotonic() - began < 1


def test_one_that_hangs_does_not_hold_the_others_up() -> None:
    ends: list[float] = []

    def work(number: int) -> None:
        time.sleep(0.5 if number == 0 else 0)
        ends.append(time.monotonic())

    began = time.monotonic()
    in_parallel(work, range(20))
    assert sorted(ends)[-2] - began < 0.4


def test_an_error_reaches_the_caller_when_all_have_ended() -> None:
    done: list[int] = []

    def work(number: int) -> None:
        if number == 1:
            raise OSError("no")
        done.append(number)

    with pytest.raises(OSError, match="no"):
        in_parallel(work, range(5))
    assert sorted(done) == [0, 2, 3, 4]
