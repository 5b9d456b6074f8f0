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


def test_the_recorded_runs_keep_every_bar() -> None:
    assert len(drawn()["bars"]) >= 6
    assert [one for one in drawn()["bars"] if one[2] > one[1]] == []
