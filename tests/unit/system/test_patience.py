"""Work with an end to its processor time."""

from __future__ import annotations

import gc
import itertools
import re
import signal
import threading

import pytest

from pipwise.system.patience import TimeIsUp, within


def _for_ever() -> None:
    for _ in itertools.count():
        pass


def test_what_is_done_in_time_is_handed_on() -> None:
    assert within(60, lambda: 42) == 42


def test_what_never_ends_is_ended() -> None:
    with pytest.raises(TimeIsUp):
        within(0.02, _for_ever)


def test_a_search_that_never_ends_is_ended_too() -> None:
    with pytest.raises(TimeIsUp):
        within(0.02, lambda: re.match(r"(a+)+$", "a" * 60 + "b"))


def test_a_callback_of_the_collector_is_let_through() -> None:
    """What is raised there is lost, and with it the only end: others than pipwise have such callbacks."""
    seen: list[str] = []

    def callback(phase: str, _: dict[str, int]) -> None:
        seen.append(phase)
        sum(range(10_000))

    def work() -> None:
        for _ in range(10_000):
            gc.collect(0)
            sum(range(20_000))

    gc.callbacks.append(callback)
    try:
        for _ in range(5):
            with pytest.raises(TimeIsUp):
                within(0.01, work)
    finally:
        gc.callbacks.remove(callback)
    assert seen


def test_nothing_rings_after_the_work() -> None:
    within(0.02, lambda: None)
    assert sum(range(1_000_000))


def test_another_thread_is_left_alone() -> None:
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(within(0.000_001, lambda: sum(range(100_000)))))
    thread.start()
    thread.join()
    assert found == [4_999_950_000]


def test_one_that_comes_late_ends_nothing() -> None:
    """A signal goes to any thread: one that has it still to take may do so when the work has long ended."""
    before = signal.signal(signal.SIGPROF, signal.SIG_DFL)
    try:
        within(60, lambda: None)
        signal.raise_signal(signal.SIGPROF)
        with pytest.raises(TimeIsUp):
            within(0.02, _for_ever)
        signal.raise_signal(signal.SIGPROF)
    finally:
        signal.signal(signal.SIGPROF, before)


def test_somebody_elses_is_put_back() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGPROF, lambda number, _: heard.append(number))
    try:
        within(60, lambda: None)
        signal.raise_signal(signal.SIGPROF)
    finally:
        signal.signal(signal.SIGPROF, before)
    assert heard == [signal.SIGPROF]


def test_work_inside_of_other_work_takes_of_its_time_and_takes_its_limit_not_away() -> None:
    def outer() -> None:
        assert within(5, lambda: 3) == 3
        with pytest.raises(TimeIsUp):
            within(0.02, _for_ever)
        _for_ever()

    with pytest.raises(TimeIsUp):
        within(0.1, outer)
