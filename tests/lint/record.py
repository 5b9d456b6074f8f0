"""Writes results.tsv from what pytest said of real builds, runs and plays.

`python -m tests.lint.record LOG …`, each LOG the output of `pytest -q -m "" -rA --durations=0 tests/lint/test_….py`.
"""

from __future__ import annotations

import os
import re
import sys
import time
from typing import NamedTuple

from tests.lint.builder import HERE

RESULTS = os.path.join(HERE, "builds", "results.tsv")
_SAID = re.compile(
    r"^(PASSED|FAILED|ERROR) tests/lint/(test_\w+)\.py::(test_\w+)(?:\[([^\]]+)\])?", re.MULTILINE
)
_TOOK = re.compile(r"^([\d.]+)s call +tests/lint/(test_\w+)\.py::(test_\w+)(?:\[([^\]]+)\])?", re.MULTILINE)


class Result(NamedTuple):
    """One case that was run for real."""

    module: str
    test: str
    case: str
    outcome: str
    seconds: str
    date: str


def read() -> tuple[Result, ...]:
    """What is recorded."""
    with open(RESULTS, encoding="utf-8") as file:
        return tuple(
            Result(*line.rstrip("\n").split("\t"))
            for line in file
            if line.strip() and not line.startswith("#")
        )


def told(log: str, date: str) -> dict[tuple[str, str, str], Result]:
    """The cases of one log."""
    took = {(found[2], found[3], found[4] or ""): found[1] for found in _TOOK.finditer(log)}
    return {
        key: Result(*key, found[1].lower(), took.get(key, ""), date)
        for found in _SAID.finditer(log)
        for key in ((found[2], found[3], found[4] or ""),)
    }


def main() -> None:
    """Put the logs' cases in the place of older ones."""
    date = time.strftime("%Y-%m-%d", time.gmtime())
    known = {result[:3]: result for result in read()} if os.path.exists(RESULTS) else {}
    for path in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            known |= told(file.read(), date)
    with open(RESULTS, "w", encoding="utf-8") as file:
        file.write(
            "# module, test, case, outcome, seconds on a machine that was busy, date; by tests/lint/record.py\n"
        )
        file.writelines("\t".join(result) + "\n" for _, result in sorted(known.items()))


if __name__ == "__main__":
    main()
