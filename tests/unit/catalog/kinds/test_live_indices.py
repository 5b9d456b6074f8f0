"""The shipped table against today's Debian, read from its signed indices."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[4] / "scripts" / "kind_table.py"


@pytest.mark.rigs
@pytest.mark.slow
def test_the_shipped_table_is_what_debian_says_today(tmp_path: Path) -> None:
    checked = subprocess.run(
        [sys.executable, str(SCRIPT), "check", "--lagging", "--indices", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
