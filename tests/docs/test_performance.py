"""The page of figures is what the recorded data say."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_of_figures_is_drawn_from_the_recorded_runs() -> None:
    code = "import sys; sys.path.insert(0, 'benchmarks'); import page; sys.stdout.write(page.page())"
    drawn = subprocess.run(
        [sys.executable, "-B", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    ).stdout
    assert drawn == (ROOT / "docs/reference/performance.md").read_text()
