"""Two commands timed in turn, A B A B …, so that their ratio holds while the machine's speed drifts."""

from __future__ import annotations

import os
import statistics
import subprocess
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


class Figure(NamedTuple):
    """Medians in seconds, and the median of the ratios pair by pair."""

    name: str
    seconds: float
    peer: str
    peer_seconds: float
    ratio: float


def once(command: Timed) -> float:
    """Seconds of wall clock for one whole process; a command that fails raises."""
    if command.prepare:
        command.prepare()
    environment = {**os.environ, **command.variables}
    start = time.perf_counter()
    done = subprocess.run(
        command.argv,
        env=environment,
        cwd=command.cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(
            f"{command.name} failed ({done.returncode}): {done.stderr.decode(errors='replace')[-500:]}"
        )
    return seconds


def paired(command: Timed, peer: Timed, runs: int) -> Figure:
    """Time two commands in turn after one warm-up of each."""
    once(command), once(peer)
    pairs = [(once(command), once(peer)) for _ in range(runs)]
    mine, theirs = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    ratio = statistics.median(one / other for one, other in pairs)
    return Figure(command.name, statistics.median(mine), peer.name, statistics.median(theirs), ratio)
