"""`pipwise uninstall`: it is found where it is, removed there, proved to be gone, and comes back by undo."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from tests.end_to_end.conftest import Desk, kept_as_it_was
from tests.end_to_end.managers import install_managers

WHEELS: dict[str, str | None] = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/payload/wheels"}
TOOLS: dict[str, str | None] = {
    "PATH": "/opt/managers/bin:/home/alice/.local/bin:/usr/local/bin:/usr/bin:/bin",
    "UV_NO_INDEX": "1",
    "UV_FIND_LINKS": "/payload/wheels",
    **WHEELS,
}
PIP_USER = "python3 -m pip install -q --user --break-system-packages --no-warn-script-location"
SITE = "/home/alice/.local/lib/python3.11/site-packages"


@pytest.fixture(scope="module")
def desk(desks: Callable[[str], AbstractContextManager[Desk]]) -> Iterator[Desk]:
    with desks("bookworm-pkgs") as one:
        install_managers(one, "pipx")
        yield one


def test_from_an_environment(desk: Desk) -> None:
    with kept_as_it_was(desk):
        assert desk.install("pep668needs").status == 0
        gone = desk.pipwise("uninstall", "-y", "PEP668demo", cwd="/tmp")
        assert gone.status == 0, gone.stderr
        assert "and cannot be imported there" in gone.stderr
        python = "/home/alice/.local/share/pipwise/envs/default/bin/python"
        assert desk.machine.run([python, "-c", "import pep668demo"], user="alice").status == 1
        assert desk.pipwise("undo").status == 0
        assert desk.machine.run([python, "-c", "import pep668demo"], user="alice").status == 0
        assert desk.pipwise("undo").status == 0


def test_from_the_user_site_with_its_commands(desk: Desk) -> None:
    assert desk.machine.run(f"{PIP_USER} pep668demo", user="alice", env=WHEELS).status == 0
    with kept_as_it_was(desk):
        done = desk.pipwise("uninstall", "pep668demo", "--json", cwd="/tmp")
        assert done.status == 0, done.stderr
        assert [one["where"] for one in json.loads(done.stdout)["removed"]] == ["user"]
        assert not desk.machine.exists("/home/alice/.local/bin/pep668demo")
        assert desk.machine.run(["python3", "-c", "import pep668demo"], user="alice").status == 1
        assert desk.pipwise("undo").status == 0
    assert desk.machine.run(["/home/alice/.local/bin/pep668demo"], user="alice").status == 0
    desk.machine.run("rm -r /home/alice/.local/lib /home/alice/.local/bin")


def test_several_places_are_listed_with_commands_and_one_of_them_is_taken(desk: Desk) -> None:
    with kept_as_it_was(desk):
        assert desk.install("pep668demo").status == 0
        assert desk.machine.run(f"{PIP_USER} pep668demo==1.0", user="alice", env=WHEELS).status == 0
        done = desk.pipwise("uninstall", "pep668demo", cwd="/tmp")
        assert done.status == 3
        commands = [line.strip() for line in done.stderr.splitlines() if line.startswith("     ")]
        assert len(commands) == 2
        for command in commands:
            ran = desk.machine.run(command, user="alice", cwd="/tmp")
            assert ran.status == 0, ran.stderr
        assert desk.pipwise("undo").status == 0
        assert desk.pipwise("undo").status == 0
        assert desk.pipwise("undo").status == 0
        desk.machine.run("rm -r /home/alice/.local/lib /home/alice/.local/bin")


@pytest.mark.parametrize("tool", ["pipx", "uv tool"])
def test_applications_by_the_tool_that_keeps_them(desk: Desk, tool: str) -> None:
    line = f"{tool} install pep668demo"
    made = desk.machine.run(line, user="alice", env=TOOLS, timeout=300)
    assert made.status == 0, made.stderr
    with kept_as_it_was(desk):
        done = desk.pipwise("uninstall", "pep668demo", cwd="/tmp", env=TOOLS)
        assert done.status == 0, done.stderr
        assert f"application that {tool.removesuffix(' tool')} keeps" in done.stderr
        assert not desk.machine.exists("/home/alice/.local/bin/pep668demo")
        assert desk.pipwise("undo").status == 0
    ran = desk.machine.run(["pep668demo"], user="alice", env=TOOLS)
    assert (ran.status, ran.stdout) == (0, "pep668demo 2.0\n")
    listed = desk.machine.run(f"{tool} list", user="alice", env=TOOLS)
    assert (listed.status, "pep668demo" in listed.stdout) == (0, True)
    desk.machine.run("rm -r /home/alice/.local/share /home/alice/.local/bin")


def test_an_application_that_the_pipx_of_pipwise_keeps(desk: Desk) -> None:
    assert desk.install("--via", "app", "pep668demo").status == 0
    with kept_as_it_was(desk):
        done = desk.pipwise("uninstall", "pep668demo", cwd="/tmp")
        assert done.status == 0, done.stderr
        assert not desk.machine.exists("/home/alice/.local/bin/pep668demo")
        assert desk.pipwise("undo").status == 0
    assert desk.pipwise("undo").status == 0


def test_what_the_operating_system_owns_is_left_to_its_manager(desk: Desk) -> None:
    with kept_as_it_was(desk):
        done = desk.pipwise("uninstall", "six", cwd="/tmp")
        assert done.status == 4
        assert "six 1.16.0 is the operating system's: python3-six (apt)" in done.stderr
        assert "need python3-six: what others need is not removed" in " ".join(done.stderr.split())
        alone = desk.pipwise("uninstall", "blinker", cwd="/tmp")
        assert alone.status == 3, alone.stderr
        assert "  apt-get remove python3-blinker" in alone.stderr
        why = desk.pipwise("why", "pip", "uninstall", "six", cwd="/tmp")
        assert "python3-six (apt)" in " ".join(why.stdout.split())


def test_root_removes_what_stands_beside_the_systems_packages_once_it_is_confirmed(desk: Desk) -> None:
    line = "python3 -m pip install -q --break-system-packages --root-user-action=ignore pep668demo"
    assert desk.machine.run(line, env=WHEELS).status == 0
    said = desk.pipwise("uninstall", "pep668demo", cwd="/tmp")
    assert said.status == 3
    assert "    sudo /usr/bin/python3 -m pip uninstall --break-system-packages pep668demo" in said.stderr
    with kept_as_it_was(desk, "root"):
        assert desk.pipwise("uninstall", "pep668demo", user="root", cwd="/root").status == 3
        done = desk.pipwise("uninstall", "-y", "pep668demo", user="root", cwd="/root")
        assert done.status == 0, done.stderr
        assert desk.machine.run(["python3", "-c", "import pep668demo"]).status == 1
        assert desk.pipwise("undo", user="root").status == 0
    assert desk.machine.run(["pep668demo"]).status == 0
    assert (
        desk.machine.run(f"{line.replace('install -q', 'uninstall -qy').replace(' pep', ' pep')}").status == 0
    )


def test_what_is_nowhere_is_said_as_pip_does_with_exit_status_0(desk: Desk) -> None:
    done = desk.pipwise("uninstall", "-y", "nothing-of-that-name", cwd="/tmp")
    assert (done.status, done.stderr.startswith("nothing-of-that-name is not installed")) == (0, True)
