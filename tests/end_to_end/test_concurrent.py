"""Fifty at once: all end right, nothing is damaged, and nobody waits for ever."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from tests.end_to_end.conftest import Desk, Place, kept_as_it_was

pytestmark = pytest.mark.slow
MANY = 50


@pytest.fixture(scope="module")
def desk(desks: Callable[[str], AbstractContextManager[Desk]]) -> Iterator[Desk]:
    with desks("bookworm-bare") as one:
        yield one


def at_once(desk: Desk, folder: str, each: str) -> list[str]:
    """Run a line of shell as often, all at the same time; the exit status of each."""
    line = f"for n in $(seq {MANY}); do ( ( {each} ) >out.$n 2>&1; echo $? >status.$n ) & done; wait; cat status.*; cat out.* >&2"
    done = desk.machine.run(
        f'pipwise() {{ /home/alice/pipwise/pipwise "$@"; }}; {line}', user="alice", cwd=folder, timeout=1500
    )
    assert "a bug in pipwise" not in done.stderr
    assert "Traceback" not in done.stderr
    desk.machine.run("rm -f out.* status.*", cwd=folder)
    statuses = done.stdout.split()
    assert len(statuses) == MANY
    if set(statuses) != {"0"}:
        raise AssertionError(done.stderr[-4000:])
    return statuses


def test_into_one_project(desk: Desk, project: Place) -> None:
    folder = project()
    with kept_as_it_was(desk):
        wanted = "[ $((n % 2)) = 0 ] && p=pep668demo || p=pep668needs"
        at_once(desk, folder, f"{wanted}; pipwise install --no-index --find-links /payload/wheels $p")
        check = desk.shell(
            ".venv/bin/pip check && .venv/bin/python -c 'import pep668needs, pep668demo'", cwd=folder
        )
        assert check.status == 0, check
        assert "No broken requirements" in check.stdout
        while desk.pipwise("undo", cwd=folder).status == 0:
            pass
        assert not desk.machine.exists(f"{folder}/.venv")


def test_into_different_projects_and_environments(desk: Desk, project: Place) -> None:
    folder = project()
    with kept_as_it_was(desk):
        inside = "mkdir of-$n && touch of-$n/pyproject.toml && cd of-$n"
        at_once(desk, folder, f"{inside}; pipwise install --no-index --find-links /payload/wheels pep668demo")
        found = desk.shell(
            "ls -d of-*/.venv/lib/python3.11/site-packages/pep668demo-2.0.dist-info | wc -l", cwd=folder
        )
        assert found.stdout.strip() == str(MANY)
        runs = desk.pipwise("history", cwd=folder).stdout
        assert runs.count("  done  ") >= MANY
        for _ in range(MANY):
            assert desk.pipwise("undo", cwd=folder).status == 0
        assert desk.shell("ls -d of-*/.venv", cwd=folder).stdout == ""
        desk.machine.run("rm -r of-*", cwd=folder)
