"""Two commands timed in turn, A B A B …, so that their ratio holds while the machine's speed drifts."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple


class Timed(NamedTuple):
    """One command to time: its words, its variables, where it runs, and what puts the world back before each run."""

    name: str
    argv: Sequence[str]
    variables: Mapping[str, str] = {}
    cwd: str = "/"
    prepare: Callable[[], None] | None = None


class Sample(NamedTuple):
    """Seconds of one whole process with all that it started: on the clock, and of processor time."""

    clock: float
    processor: float
    memory: int = 0
    """Kilobytes that the largest of these processes had at once; 0 where nobody asked."""


class Series(NamedTuple):
    """What was measured of a command and of its peers, round by round; ``samples[name][n]`` stands in round n."""

    samples: dict[str, list[Sample]]

    def median(self, name: str, measure: str = "clock") -> float:
        """The median in seconds."""
        return statistics.median(self._seconds(name, measure))

    def ratio(self, name: str, peer: str, measure: str = "clock") -> float:
        """The median of the ratios, round by round."""
        return statistics.median(self.ratios(name, peer, measure))

    def ratios(self, name: str, peer: str, measure: str = "clock") -> list[float]:
        """The ratio of each round."""
        pairs = zip(self._seconds(name, measure), self._seconds(peer, measure), strict=True)
        return [one / other for one, other in pairs]

    def excesses(self, name: str, peer: str, unit: str, measure: str = "clock") -> list[float]:
        """The difference of each round, in medians of a third command."""
        pairs = zip(self._seconds(name, measure), self._seconds(peer, measure), strict=True)
        return [(one - other) / self.median(unit, measure) for one, other in pairs]

    def _seconds(self, name: str, measure: str) -> list[float]:
        return [one.clock if measure == "clock" else one.processor for one in self.samples[name]]


def in_turn(commands: Sequence[Timed], rounds: int) -> Series:
    """Time commands in turn, after one round that only warms up."""
    samples: dict[str, list[Sample]] = {one.name: [] for one in commands}
    for number in range(rounds + 1):
        for command in commands:
            sample = once(command)
            if number:
                samples[command.name].append(sample)
    return Series(samples)


def once(command: Timed) -> Sample:
    """One run; a command that fails ends the whole measurement."""
    if command.prepare:
        command.prepare()
    environment = {**os.environ, **command.variables}
    start = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command.argv,
            env=environment,
            cwd=command.cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        _, status, used = os.wait4(process.pid, 0)
        clock = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            words = said.read().decode(errors="replace")[-500:]
            sys.exit(f"{command.name} failed ({process.returncode}): {words}")
    return Sample(clock, used.ru_utime + used.ru_stime, used.ru_maxrss)
