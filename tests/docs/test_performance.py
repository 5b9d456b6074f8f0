"""The page of figures and its pictures are what the recorded data say."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CODE = """
import json, sys
sys.path.insert(0, "benchmarks")
import bars, page
from statistics import median
recorded = [page.read(path)[1] for path in page.RECORDED.glob("*.json")]
print(json.dumps({
    "page": page.page(),
    "pictures": {str(path): text for path, text in page.pictures()},
    "bars": [(one.text, one.most, median(one.clock)) for found in recorded for one in bars.bars(found)],
}))
"""


@cache
def drawn() -> dict[str, Any]:
    argv = [sys.executable, "-B", "-c", CODE]
    done = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    return dict(json.loads(done.stdout))


def test_the_page_of_figures_and_its_pictures_are_drawn_from_the_recorded_runs() -> None:
    assert drawn()["page"] == (ROOT / "docs/reference/performance.md").read_text()
    assert drawn()["pictures"]
    for path, text in drawn()["pictures"].items():
        assert Path(path).read_text() == text


def test_the_recorded_runs_keep_every_bar_but_the_one_that_the_page_says_is_missed() -> None:
    """A warm look is at the bar: 4.0 to 5.4 starts of Python, by what else the machine did."""
    assert len(drawn()["bars"]) >= 6
    missed = {text: clock / most for text, most, clock in drawn()["bars"] if clock > most}
    assert missed.keys() <= {"`pipwise why pip install requests`, in `python3 -c pass`"}
    assert max(missed.values(), default=0) < 1.1
    assert drawn()["page"].count("| no |") == len(missed)
