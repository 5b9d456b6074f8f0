"""What really happens is in the list: pipwise installs, proves and undoes under an audit hook, on a Debian of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import effects_page
from tests.architecture.tree import ROOT
from tests.end_to_end.test_rescue import Rescued, rescued
from tests.rigs import payload
from tests.rigs.machine import available

pytestmark = [pytest.mark.rigs, pytest.mark.skipif(bool(available()), reason=str(available()))]

OFFLINE = ("--no-index", "--find-links", "/payload/wheels")
LAUNCHER = "$(echo ~/.cache/pipwise/rescue/*/launch.py)"
PYTHON = "$(echo ~/.cache/pipwise/rescue/*/bin/python)"
# What an ordinary day has: something made, changed, looked at, taken back, as a user, as root and through sudo.
DAY = (
    "install --yes --via venv {offline} pep668demo==1.0",
    "install --yes {offline} -U pep668demo pep668needs",
    "run python -c pass",
    "history",
    "why pip install pep668demo",
    "audit",
    "doctor",
    "install {offline} --via app pep668app",
    "uninstall pep668demo",
    "undo",
    "undo",
    "install --plan-out plan.json {offline} pep668demo",
    "apply --yes plan.json",
    "bug-report",
    "lint pyproject.toml",
    "self extras",
    "why zz-no-table-knows-this",
    "self install pipwise.pyz",
    "self uninstall",
)


@pytest.fixture(scope="module")
def wheelhouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("watched")
    payload.build(place / "payload")
    for path in (place, *place.rglob("*")):
        path.chmod(0o755)
    return place / "payload"


@pytest.fixture(scope="module", params=["alice", "root"])
def events(request: pytest.FixtureRequest, wheelhouse: Path) -> Iterator[list[list[str]]]:
    """Every event of a day of that user's."""
    with rescued(wheelhouse, "bookworm-venv", request.param) as one:
        one.machine.write("/var/tmp/watch.py", (ROOT / "tests/trust/watch.py").read_bytes(), mode=0o755)
        one.machine.write(f"{one.home}/pyproject.toml", "", owner=one.user)
        assert one.run("--version").status == 0
        for words in DAY:
            watched(one, words)
        lines = one.machine.read(f"{one.home}/log").decode("utf-8", "replace").splitlines()
        yield [line.split("\t") for line in lines]


def watched(one: Rescued, words: str) -> None:
    """One call; that it did what it was for is other tests' business, but it must not have been stopped by the watching."""
    line = f"{PYTHON} -I -S -B /var/tmp/watch.py log {LAUNCHER} python3 pipwise.pyz {words.format(offline=' '.join(OFFLINE))}"
    ran = one.machine.run(line, user=one.user, cwd=one.home, timeout=300)
    assert ran.status in (0, 1, 3, 6), f"{words}: {ran.stderr}"
    assert "Traceback" not in ran.stderr, ran.stderr


def test_nothing_happens_that_is_not_listed(events: list[list[str]]) -> None:
    listed = {(row.site.kind, row.site.place) for row in effects_page.rows() if row.site.way == "door"}
    # A child without an input is given /dev/null, which subprocess opens for it.
    happened = [one for one in events if one[3] != "('/dev/null',)"]
    strange = {tuple(one[:3]) for one in happened if (one[0], one[2]) not in listed}
    assert strange == set()


def test_a_day_goes_through_most_doors(events: list[list[str]]) -> None:
    """Or the test above would say little."""
    seen = {one[2] for one in events}
    assert len(seen) >= 15, sorted(seen)
    assert {"pipwise.system.process:ask", "pipwise.system.hands:RealHands.write"} <= seen
    assert "pipwise.system.hands:RealHands._starter.start" in seen
    assert any(one[0] == "network" for one in events)
