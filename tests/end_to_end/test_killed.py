"""Killed at any moment, in whichever way out: undo or resume brings back a clean state, and nothing is lost.

``PIPWISE_KILL_MOMENTS`` is how many moments inside children are drawn over all ways, and ``PIPWISE_KILL_STRIDE`` how many of
pipwise's own are passed over between two; both are drawn anew with ``PIPWISE_KILL_SEED``. What runs by itself is a sample;
a campaign is 200 moments and a stride of 1, which takes more than an hour.
"""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from time import monotonic
from typing import NamedTuple

import pytest

from tests.end_to_end.conftest import CHECKOUT, KEPT, Desk
from tests.end_to_end.ways import WAYS, Way

pytestmark = pytest.mark.slow
MOMENTS = int(os.environ.get("PIPWISE_KILL_MOMENTS", "20"))
STRIDE = int(os.environ.get("PIPWISE_KILL_STRIDE", "60"))
SEED = int(os.environ.get("PIPWISE_KILL_SEED", "668"))
FOLDER = "/home/alice/demo"
PATH = "/home/alice/tools:/usr/local/bin:/usr/bin:/bin"
VICTIM = f"{CHECKOUT}/.pipwise/run/bin/python -I -B {CHECKOUT}/tests/kill/victim.py"
WHO = {
    "pipwise alone": "kill -KILL $pid",
    "the child alone": "pkill -KILL -P $pid",
    "the whole group": "kill -KILL -$pid",
}


class Stage(NamedTuple):
    """A desk on which one way is gone again and again, always from the same world."""

    desk: Desk
    way: Way
    before: dict[str, object]

    def shell(self, line: str) -> str:
        path = PATH if self.way.uv else "/usr/local/bin:/usr/bin:/bin"
        done = self.desk.shell(f"export PATH={path}; {line}", user=self.way.user, cwd=FOLDER)
        return f"{done.status}\n{done.stdout}\n{done.stderr}"

    def world(self) -> dict[str, object]:
        return world(self.desk, self.way)

    def is_clean(self, said: str) -> None:
        """Compared with the world before; what a run that was not begun again has in its way is taken along."""
        now = self.world()
        different = {
            name for name in now.keys() | self.before.keys() if now.get(name) != self.before.get(name)
        }
        assert different == set(), said
        assert self.desk.machine.run(["dpkg", "--audit"]).stdout == "", said
        foreign = f"find /home/alice -xdev ! -user {self.way.user} ! -path '*/.pipwise/*' -print -quit"
        assert self.way.user != "alice" or self.desk.machine.run(foreign).stdout == "", said


def world(desk: Desk, way: Way) -> dict[str, object]:
    """The home and what is watched, but for times, caches, the journal, and the checkout."""
    home = "/root" if way.user == "root" else "/home/alice"
    names = desk.machine.run(["ls", "-A", home]).stdout.split()
    roots = [f"{home}/{name}" for name in names if f"{home}/{name}" != CHECKOUT and name != ".cache"]
    found = desk.machine.tree(*roots, *way.watch)
    return {name: entry for name, entry in found.items() if not any(kept in name for kept in KEPT)}


@pytest.fixture(scope="module", params=WAYS, ids=lambda way: way.name)
def stage(
    request: pytest.FixtureRequest, desks: Callable[[str], AbstractContextManager[Desk]]
) -> Iterator[Stage]:
    way: Way = request.param
    with desks(way.image) as desk:
        desk.machine.run(
            "mkdir /home/alice/tools && ln -s /uv /home/alice/tools/uv && chown -hR alice: /home/alice/tools"
        )
        desk.machine.write(f"{FOLDER}/pyproject.toml", "", owner="alice")
        first = Stage(desk, way, {})
        said = first.shell(way.prepare or "true")
        assert said.startswith("0\n"), said
        # The second time it finds its caches filled, as all the others do.
        for _ in range(2):
            said = first.shell(f"pipwise {' '.join(way.words)} && {{ rm -f ready; }} && pipwise undo")
            assert said.startswith("0\n"), said
        yield first._replace(before=first.world())


def bring_back(stage: Stage, draw: random.Random) -> str:
    """As somebody would: undo at once, or go on with it and undo that. What was said."""
    if draw.random() < 0.5:
        return stage.shell("pipwise undo --last; echo undo $?") if is_open(stage) else "nothing was begun"
    said = stage.shell("pipwise resume; echo resume $?")
    return said + (stage.shell("pipwise undo; echo undo $?") if is_open(stage) else "")


def is_open(stage: Stage) -> bool:
    """Whether the last run is one that undo has to take back; what was prepared is an earlier one."""
    lines = stage.shell("pipwise history").splitlines()
    runs = [line.split() for line in lines if line.startswith(" ") and line.split()[0].isdecimal()]
    prepared = 1 if "pipwise install" in stage.way.prepare else 0
    # "at" begins "at work": a tool that has outlived its pipwise, which undo waits for.
    return sum(run[2] in ("done", "killed", "at") for run in runs) > prepared


def test_at_seeded_moments_inside_its_children(stage: Stage) -> None:
    draw = random.Random(f"{SEED} {stage.way.name}")
    words = " ".join(stage.way.words)
    begun = monotonic()
    assert stage.shell(f"pipwise {words}").startswith("0\n")
    length = monotonic() - begun
    assert stage.shell("pipwise undo").startswith("0\n")
    for _ in range(-(-MOMENTS // len(WAYS))):
        who = draw.choice(list(WHO))
        moment = draw.uniform(0.05, 1.0) * length
        said = stage.shell(
            f"set -m; {CHECKOUT}/pipwise {words} >/dev/null 2>said & pid=$!; sleep {moment:.3f}; {WHO[who]};"
            " wait $pid; echo $?; cat said; rm said"
        )
        said = (
            f"{stage.way.name}: {who} after {moment:.3f} s of {length:.3f}:\n{said}{bring_back(stage, draw)}"
        )
        assert "Traceback" not in said.replace('Traceback (most recent call last):\n  File "<frozen', ""), (
            said
        )
        assert "a bug in pipwise" not in said, said
        stage.is_clean(said)


def test_at_moments_of_pipwises_own(stage: Stage) -> None:
    """Every write, rename, fsync, unlink, link and mkdir; the tests of ``tests/kill`` go through all of them, for each kind."""
    draw = random.Random(f"{SEED} {stage.way.name}")
    words = " ".join(stage.way.words)
    counted = stage.shell(f"{VICTIM} 0 count {words} && cat count && rm count && pipwise undo")
    assert counted.startswith("0\n"), counted
    count = next(int(line) for line in counted.splitlines()[1:] if line.isdecimal())
    for moment in range(draw.randint(1, STRIDE), count + 1, STRIDE):
        said = f"{stage.way.name}: moment {moment} of {count}:\n"
        said += stage.shell(f"{VICTIM} {moment} count {words}; echo $?; rm -f count") + bring_back(
            stage, draw
        )
        assert "a bug in pipwise" not in said, said
        stage.is_clean(said)
