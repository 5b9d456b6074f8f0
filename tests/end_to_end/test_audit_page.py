"""The page of an audit in a real browser: nothing overlaps, every text fits into its box, and nothing is loaded."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipwise.render.audit_html import audit_html
from tests.rigs.machine import Machine, available, machine
from tests.rigs.managers import sure
from tests.unit.audit.debian import ALICE, Debian

pytestmark = [pytest.mark.skipif(bool(available()), reason=str(available())), pytest.mark.slow]
# The page has no script of its own; this one measures, and puts what it has found into the title.
MEASURE = """<script>
addEventListener("load", () => {
  const box = one => { const r = one.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom] };
  const groups = [...document.querySelectorAll("svg .box")].map(one => ({
    rect: box(one.querySelector("rect")), texts: [...one.querySelectorAll("text")].map(box) }));
  document.title = JSON.stringify({ groups, curves: document.querySelectorAll("svg path").length,
    loaded: performance.getEntriesByType("resource").length, articles: document.querySelectorAll("article").length,
    wide: document.documentElement.scrollWidth, window: innerWidth });
});
</script>"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Machine]:
    """Debian's own chromium."""
    with machine("trixie", "pip") as rig:
        sure(
            rig,
            "apt-get update -qq; DEBIAN_FRONTEND=noninteractive "
            "apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null",
        )
        yield rig


@pytest.fixture
def page(tmp_path: Path) -> str:
    debian = Debian(tmp_path)
    for number in range(14):
        needs = "python3-urllib3" if number % 2 else "python3-six"
        debian.package(f"a-tool-with-a-long-name-{number}", {f"/usr/bin/t{number}": ""}, depends=needs)
    debian.pip("six", "1.15.0")
    debian.pip("urllib3", "3.0.0")
    debian.pip("urllib3", "2.5.0", ALICE)
    return audit_html(debian.report())


@pytest.mark.parametrize("width", [1280, 500])
def test_it_can_be_read(browser: Machine, page: str, width: int) -> None:
    found = _measured(browser, page, width)
    groups = found["groups"]
    assert len(groups) == 3 + 2 + 16
    assert found["curves"] == page.count("<path")
    assert found["articles"] == page.count("<article")
    assert found["loaded"] == 0
    # On a small screen the picture scrolls by itself, not the page.
    assert found["wide"] <= found["window"]
    rects = [one["rect"] for one in groups]
    for at, (left, top, right, bottom) in enumerate(rects):
        for other in rects[at + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
        for text in groups[at]["texts"]:
            assert text[0] >= left
            assert text[2] <= right
            assert text[1] >= top
            assert text[3] <= bottom


def _measured(rig: Machine, page: str, width: int) -> dict[str, Any]:
    rig.write("/tmp/page.html", page.replace("</body>", f"{MEASURE}</body>").encode())
    dom = sure(
        rig,
        "timeout 100 chromium --headless --no-sandbox --disable-gpu --virtual-time-budget=5000 "
        f"--window-size={width},900 --dump-dom file:///tmp/page.html 2>/dev/null",
    )
    title = re.search(r"<title>(\{.*?\})</title>", dom)
    assert title, dom[:2000]
    found: dict[str, Any] = json.loads(title[1])
    return found
