"""The preview of an override is held against what pip really does, and undo against the whole tree."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.conftest import CHECKOUT, Desk
from tests.end_to_end.override_truth import Done, done_between, state_of
from tests.rigs import wheels

pytestmark = pytest.mark.slow

UPSTREAM = "26.3"
SYSTEMS = ("bookworm", "bookworm-upstream", "trixie")
# Installed by apt, in need of an upgrade or not; a tree of new ones; the installer itself; a command that is there already.
PROJECTS = (
    "-U six",
    "-U PyYAML",
    "-U requests",
    "-U blinker",
    "flask",
    "-U urllib3 idna",
    "-U setuptools wheel",
    "-U pip",
    "Pygments",
    "zope.interface",
    "--ignore-installed PyYAML six",
    "--no-index --find-links /payload/wheels pep668demo",
)
ADMINS_OWN = "/usr/local/bin/pygmentize"
Desks = Callable[[str], AbstractContextManager[Desk]]


@contextmanager
def opened(desks: Desks, system: str) -> Iterator[Desk]:
    suite, _, upstream = system.partition("-")
    with desks(f"{suite}-pkgs") as desk:
        desk.machine.write(ADMINS_OWN, "#!/bin/sh\necho mine\n", mode=0o750)
        if upstream:
            wheel = f"/var/tmp/{wheels.locked()['pip', UPSTREAM].file}"
            desk.machine.write(wheel, Path(wheels.wheel("pip", UPSTREAM)).read_bytes())
            put = desk.machine.run(["pip3", "install", "--break-system-packages", wheel])
            assert put.status == 0, put.stderr
        yield desk


@pytest.fixture(scope="module", params=SYSTEMS)
def desk(request: pytest.FixtureRequest, desks: Desks) -> Iterator[Desk]:
    """Every test leaves it as it was, so one will do for all of a system's."""
    with opened(desks, request.param) as one:
        yield one


def preview_of(desk: Desk, words: str, user: str = "root") -> dict[str, Any]:
    said = desk.pipwise(
        "why", "--blast-radius", "--json", "--", "pip", "install", *words.split(), user=user, cwd="/tmp"
    )
    assert said.status == 0, said.stderr
    found: dict[str, Any] = json.loads(said.stdout)["preview"]
    return found


def override(desk: Desk, words: str, user: str = "root", answer: str = "override") -> tuple[int, str]:
    line = f"{CHECKOUT}/pipwise install --via override {words}"
    done = desk.machine.run(
        ["script", "-qec", line, "/dev/null"], user=user, cwd="/tmp", input=f"{answer}\n", timeout=300
    )
    return done.status, done.stdout


def foretold(preview: dict[str, Any]) -> Done:
    arriving = {path for one in preview["arrivals"] for path in one["files"]}
    replaced = {one["path"] for one in preview["replaces"]}
    gone = {path for one in preview["deletes"] for path in one["files"]}
    hidden = {(one["kind"], one["hides"]) for one in preview["shadows"]}
    return Done(arriving - replaced - gone, replaced, gone - arriving, hidden)


@pytest.mark.parametrize("words", PROJECTS)
def test_the_preview_is_what_happens_and_undo_takes_all_of_it_back(desk: Desk, words: str) -> None:
    preview = preview_of(desk, words)
    assert preview["unknown"] == [], preview
    before, verified = state_of(desk.machine), desk.machine.dpkg_verify()
    status, said = override(desk, words)
    if preview["fails"]:
        assert status == 4, said
        assert desk.machine.changes(before.tree, state_of(desk.machine).tree) == ([], [], [])
        return
    assert status == 0, said
    after = state_of(desk.machine)
    really, told = done_between(desk.machine, before, after), foretold(preview)
    # A file that a removed version had and the new one has as well is changed, and was told as both.
    both = {path for one in preview["deletes"] for path in one["files"]} & {
        path for one in preview["arrivals"] for path in one["files"]
    }
    assert really.added == told.added
    assert really.changed - both == told.changed
    assert really.removed == told.removed
    assert really.hidden == told.hidden
    undone = desk.pipwise("undo", user="root", cwd="/tmp")
    assert undone.status == 0, undone.stderr
    assert desk.machine.changes(before.tree, state_of(desk.machine).tree) == ([], [], [])
    assert desk.machine.dpkg_verify() == verified
