"""A request that is split: an application and a library typed together each go where they belong, and come back together."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from tests.end_to_end.conftest import Desk, kept_as_it_was


@pytest.fixture(scope="module", params=("bookworm-bare",))
def desk(
    request: pytest.FixtureRequest, desks: Callable[[str], AbstractContextManager[Desk]]
) -> Iterator[Desk]:
    with desks(request.param) as one:
        yield one


def test_an_application_and_a_library_go_two_ways_and_one_undo_takes_both_back(desk: Desk) -> None:
    with kept_as_it_was(desk):
        planned = desk.pipwise("install", "--plan", "httpie", "requests", cwd="/home/alice")
        assert planned.status == 0, planned.stderr
        assert "pipx" in planned.stdout
        assert "make the environment" in planned.stdout
        done = desk.pipwise("install", "httpie", "requests", cwd="/home/alice")
        assert done.status == 0, done.stderr
        said = " ".join(done.stderr.split())
        assert "httpie: install it as an application of its own (pipx, uv tool)" in said
        assert "requests: make a virtual environment" in said
        assert "proved: httpie 3." in done.stderr
        assert "import requests works" in done.stderr
        assert desk.machine.exists("/home/alice/.local/bin/http")
        undone = desk.pipwise("undo")
        assert undone.status == 0, undone.stderr


def test_a_kept_environment_beside_an_application_is_as_it_was(desk: Desk) -> None:
    with kept_as_it_was(desk):
        first = desk.install("pep668demo==1.0", cwd="/home/alice")
        assert first.status == 0, first.stderr
        done = desk.pipwise("install", "httpie", "requests", cwd="/home/alice")
        assert done.status == 0, done.stderr
        assert desk.pipwise("undo").status == 0
        found = desk.pipwise("run", "python", "-c", "import pep668demo", cwd="/home/alice")
        assert found.status == 0, found.stderr
        assert desk.pipwise("undo").status == 0
