"""Where uv is there it does the work, and nothing else is different: the environment has its own pip, the proof, and undo."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from tests.end_to_end.conftest import Desk, Place, kept_as_it_was

WITH_UV: dict[str, str | None] = {"PATH": "/home/alice/tools:/usr/local/bin:/usr/bin:/bin"}


@pytest.fixture(scope="module", params=["trixie-bare", "bookworm-pip"])
def desk(
    request: pytest.FixtureRequest, desks: Callable[[str], AbstractContextManager[Desk]]
) -> Iterator[Desk]:
    with desks(request.param) as one:
        one.machine.run("mkdir /home/alice/tools && ln -s /uv /home/alice/tools/uv")
        yield one


def test_uv_makes_an_environment_with_a_pip_of_its_own(desk: Desk, project: Place) -> None:
    folder = project()
    with kept_as_it_was(desk):
        done = desk.pipwise("install", "requests", cwd=folder, env=WITH_UV)
        assert done.status == 0, done.stderr
        assert "uv = " in desk.machine.read(f"{folder}/.venv/pyvenv.cfg").decode()
        assert "import requests works" in done.stderr
        assert desk.machine.run([f"{folder}/.venv/bin/pip", "--version"], user="alice").status == 0
        more = desk.pipwise("install", "six", cwd=folder, env=WITH_UV)
        assert more.status == 0, more.stderr
        again = desk.pipwise("install", "requests", cwd=folder, env=WITH_UV)
        assert "nothing to do" in again.stderr
        assert desk.pipwise("undo", cwd=folder).status == 0
        assert desk.machine.run([f"{folder}/.venv/bin/python", "-c", "import six"]).status == 1
        assert desk.pipwise("undo", cwd=folder).status == 0


def test_pips_settings_hold_for_uv(desk: Desk, project: Place) -> None:
    folder = project()
    with kept_as_it_was(desk):
        settings: dict[str, str | None] = {
            "PIP_INDEX_URL": "file:///payload/simple",
            "PIP_FIND_LINKS": "/payload/wheels",
            "PIP_NO_INDEX": "1",
        }
        assert desk.pipwise("install", "six", cwd=folder, env=WITH_UV | settings).status == 1
        assert not desk.machine.exists(f"{folder}/.venv")


def test_what_uv_would_do_otherwise_is_done_by_pip(desk: Desk, project: Place) -> None:
    folder = project()
    with kept_as_it_was(desk):
        done = desk.install("pep668demo", cwd=folder, env=WITH_UV)
        assert done.status == 0, done.stderr
        assert "uv = " not in desk.machine.read(f"{folder}/.venv/pyvenv.cfg").decode()
        assert desk.pipwise("undo").status == 0


def test_root_uses_the_uv_that_is_roots(desk: Desk) -> None:
    desk.machine.run("mkdir /opt/tools && ln -s /uv /opt/tools/uv")
    path: dict[str, str | None] = {"PATH": "/opt/tools:/usr/local/bin:/usr/bin:/bin"}
    with kept_as_it_was(desk, "root"):
        done = desk.pipwise("install", "--via", "venv", "--yes", "six", user="root", cwd="/root", env=path)
        assert done.status == 0, done.stderr
        configuration = desk.machine.read("/root/.local/share/pipwise/envs/default/pyvenv.cfg").decode()
        assert "uv = " in configuration
        assert desk.pipwise("undo", user="root", cwd="/root").status == 0
