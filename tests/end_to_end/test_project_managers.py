"""`pipwise install` in projects that uv, Poetry, PDM and pipenv look after: by them, proved in their environment, undone."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from tests.end_to_end.conftest import Desk, kept_as_it_was
from tests.end_to_end.managers import PATH, Office, install_managers, serve
from tests.rigs.machine import Tree

MANAGERS = ("uv", "poetry", "pdm", "pipenv")
# Poetry keeps environments below the cache; they are none.
ENVIRONMENTS = "/home/alice/.cache/pypoetry/virtualenvs"


@pytest.fixture(scope="module")
def office(desks: Callable[[str], AbstractContextManager[Desk]]) -> Iterator[Office]:
    with desks("bookworm-venv") as one:
        install_managers(one, "poetry", "pdm", "pipenv")
        yield Office(one, serve(one))


@pytest.fixture(params=MANAGERS)
def place(request: pytest.FixtureRequest, office: Office) -> Iterator[tuple[str, str]]:
    """(the manager, a project that it looks after)."""
    folder = f"/home/alice/by-{request.param}"
    office.project(request.param, folder)
    with kept_as_it_was(office.desk):
        yield request.param, folder
        assert not office.desk.machine.exists(ENVIRONMENTS)
        # uv makes a place for credentials when an index does not have what it asks for.
        office.desk.machine.run("cd /home/alice/.local/share && rm -r uv && rmdir ../share")
    office.desk.machine.run(["rm", "-rf", folder])


def imports(desk: Desk, manager: str, folder: str, module: str) -> bool:
    argv = [manager, "run", "python", "-c", f"import {module}"]
    return desk.machine.run(argv, user="alice", cwd=folder, env=PATH).status == 0


def test_it_is_added_removed_and_taken_back_byte_for_byte(office: Office, place: tuple[str, str]) -> None:
    desk, (manager, folder) = office.desk, place
    done = desk.pipwise("install", "pep668needs[x]; python_version > '3.0'", cwd=folder, env=PATH)
    assert done.status == 0, done.stderr
    assert "import pep668needs works" in done.stderr
    assert f"run with it:  {manager} run" in done.stderr
    assert imports(desk, manager, folder, "pep668needs")
    between = desk.machine.tree(folder)
    gone = desk.pipwise("uninstall", "pep668needs", cwd=folder, env=PATH)
    assert gone.status == 0, gone.stderr
    assert f"proved: pep668needs is gone from {folder}" in gone.stderr
    file = "Pipfile" if manager == "pipenv" else "pyproject.toml"
    assert b"pep668needs" not in desk.machine.read(f"{folder}/{file}")
    assert desk.pipwise("undo", cwd=folder).status == 0
    after = desk.machine.tree(folder)
    assert _meant(after) == _meant(between)
    assert imports(desk, manager, folder, "pep668needs")
    assert desk.pipwise("undo", cwd=folder).status == 0


def _meant(tree: Tree) -> dict[str, object]:
    """Bytecode comes and goes with every program that runs."""
    return {path: entry for path, entry in tree.items() if "__pycache__" not in path}


@pytest.mark.parametrize("place", ["uv", "pipenv"], indirect=True)
def test_what_cannot_be_resolved_leaves_nothing_behind(office: Office, place: tuple[str, str]) -> None:
    done = office.desk.pipwise("install", "this-project-does-not-exist-4711", cwd=place[1], env=PATH)
    assert done.status == 1, done.stderr
    assert done.stderr.splitlines()[-1].endswith("what was begun has been taken back")


@pytest.mark.parametrize("place", ["poetry"], indirect=True)
def test_what_is_not_said_exactly_is_refused_and_a_manager_that_is_not_there_is_named(
    office: Office, place: tuple[str, str]
) -> None:
    manager, folder = place
    done = office.desk.pipwise("install", "--no-deps", "six", cwd=folder, env=PATH)
    assert done.status == 3, done.stderr
    assert f"{manager} cannot do this as asked: {manager} has nothing for pip's --ignore-dep" in done.stderr
    done = office.desk.pipwise("install", "pep668demo", cwd=folder)
    assert done.status == 3, done.stderr
    assert f"pipwise: {manager} is not installed" in done.stderr
    assert f"pipwise install {manager}" in done.stderr
