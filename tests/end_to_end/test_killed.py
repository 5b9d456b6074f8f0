"""Every way out is gone and taken back: the whole machine is as before. So it is after a kill at any moment of it.

``PIPWISE_KILL_MOMENTS`` is how many moments inside children are drawn over all ways, and ``PIPWISE_KILL_STRIDE`` how many of
pipwise's own are passed over between two; both are drawn anew with ``PIPWISE_KILL_SEED``. What runs by itself is a sample;
a campaign is 200 moments or more, and a stride of 20, which takes more than an hour. ``PIPWISE_KILL_RECORD`` names a file
to which every moment is added as a line, for ``python -m tests.end_to_end.kills_table``.
"""

import json
import os
import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from tests.end_to_end.conftest import Desk
from tests.end_to_end.stage import VICTIM, Stage, opened
from tests.end_to_end.ways import WAYS

pytestmark = pytest.mark.slow
MOMENTS = int(os.environ.get("PIPWISE_KILL_MOMENTS", str(2 * len(WAYS))))
STRIDE = int(os.environ.get("PIPWISE_KILL_STRIDE", "0"))
SEED = int(os.environ.get("PIPWISE_KILL_SEED", "668"))
RECORD = os.environ.get("PIPWISE_KILL_RECORD", "")


def note(stage: Stage, kind: str, **more: object) -> None:
    """For the table in the docs."""
    if RECORD:
        with open(RECORD, "a", encoding="utf-8") as file:
            file.write(json.dumps({"way": stage.way.name, "kind": kind, **more}) + "\n")


@pytest.fixture(scope="module", params=WAYS, ids=lambda way: way.name)
def stage(
    request: pytest.FixtureRequest, desks: Callable[[str], AbstractContextManager[Desk]]
) -> Iterator[Stage]:
    with opened(request.param, desks) as one:
        note(one, "identical")
        yield one


def test_at_seeded_moments_inside_its_children(stage: Stage) -> None:
    draw = random.Random(f"{SEED} {stage.way.name}")
    for _ in range(-(-MOMENTS // len(WAYS)) if stage.times else 0):
        cut = stage.cut(draw)
        note(stage, "child", **cut.record)
        assert cut.wrong == [], cut.said


def test_at_moments_of_pipwises_own(stage: Stage) -> None:
    """Every write, rename, fsync, unlink, link and mkdir; the tests of ``tests/kill`` go through all of them, for each kind."""
    if stage.way.answer:
        pytest.skip(
            "what it does itself are steps of kinds that tests/kill goes through; it wants a terminal"
        )
    draw = random.Random(f"{SEED} {stage.way.name}")
    words = " ".join(stage.way.words)
    counted = stage.shell(f"{VICTIM} 0 /var/tmp/count {words} && cat /var/tmp/count && rm /var/tmp/count")
    assert counted.startswith("0\n"), counted
    count = next(int(line) for line in counted.splitlines()[1:] if line.isdecimal())
    counted += stage.take_back()
    assert stage.wrong(counted) == [], counted
    # Every name that a file gets is one, so that an application has thousands: by itself a way is killed at six of them.
    stride = STRIDE or count // 6 + 1
    for moment in range(draw.randint(1, min(stride, count)), count + 1, stride):
        said = f"{stage.way.name}: moment {moment} of {count}:\n"
        said += stage.shell(f"{VICTIM} {moment} /var/tmp/count {words}; echo $?; rm -f /var/tmp/count")
        how, more = stage.bring_back(draw)
        wrong = stage.wrong(said + more)
        note(stage, "own", moment=moment, of=count, how=how, clean=not wrong)
        assert wrong == [], said + more
