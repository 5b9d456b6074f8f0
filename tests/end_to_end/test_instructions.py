"""No command takes more instructions than was recorded; seconds would say how busy the machine is."""

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOTHING_COUNTED = 6


@pytest.mark.slow
def test_no_command_takes_more_instructions_than_was_recorded() -> None:
    done = subprocess.run(
        [sys.executable, "-B", "benchmarks/counts.py"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode == NOTHING_COUNTED:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\nif that is meant: benchmarks/counts.py --save"


def test_a_command_that_has_grown_is_named_with_how_much() -> None:
    counts = runpy.run_path(str(ROOT / "benchmarks/counts.py"))
    before = counts["recorded"]()
    assert set(before) == {"Python", *counts["COMMANDS"]}
    assert list(counts["grown"](before, before)) == []
    name = "pipwise why pip install requests"
    old = before[name]
    assert list(counts["grown"](before, {**before, name: int(old * 1.02)})) == []
    (said,) = counts["grown"](before, {**before, name: int(old * 1.1)})
    assert said.startswith(f"{name}: {old / 1e6:.1f} -> ")
    assert said.endswith("million instructions (+10.0 %, 3 % is allowed)")
