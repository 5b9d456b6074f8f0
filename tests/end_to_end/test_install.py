"""`pipwise install` on every kind of Debian: it ends where the design says, and the operating system stays byte for byte."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from tests.end_to_end.conftest import CHECKOUT, Desk, kept_as_it_was

PERSONAL = "/home/alice/.local/share/pipwise/envs/default"
IMAGES = ("bookworm-bare", "bookworm-venv", "trixie-bare", "trixie-venv", "sid-bare", "sid-pip")


@pytest.fixture(scope="module", params=IMAGES)
def desk(
    request: pytest.FixtureRequest, desks: Callable[[str], AbstractContextManager[Desk]]
) -> Iterator[Desk]:
    """With and without python3-pip, python3-venv and sudo."""
    with desks(request.param) as one:
        yield one


def imports(desk: Desk, python: str, module: str, user: str = "alice") -> bool:
    return desk.machine.run([python, "-I", "-c", f"import {module}"], user=user).status == 0


def test_install_requests_typed_in_a_checkout(desk: Desk) -> None:
    with kept_as_it_was(desk):
        done = desk.pipwise("install", "requests")
        assert done.status == 0, done.stderr
        assert "proved: requests" in done.stderr
        assert "import requests works" in done.stderr
        assert done.stdout == ""
        assert imports(desk, f"{CHECKOUT}/.venv/bin/python", "requests")
        ran = desk.pipwise("run", "python", "-c", "import requests, sys; print(sys.prefix)")
        assert ran.stdout.strip() == f"{CHECKOUT}/.venv"
        assert desk.machine.run([f"{CHECKOUT}/.venv/bin/pip", "--version"], user="alice").status == 0
        again = desk.pipwise("install", "requests")
        assert (again.status, "nothing to do" in again.stderr) == (0, True)
        assert desk.machine.dpkg_verify() == []
        undone = desk.pipwise("undo")
        assert undone.status == 0, undone.stderr


@pytest.mark.parametrize("place", ["/home/alice", "/tmp"])
def test_outside_any_project_it_is_the_personal_environment(desk: Desk, place: str) -> None:
    with kept_as_it_was(desk):
        done = desk.install("pep668needs", cwd=place)
        assert done.status == 0, done.stderr
        assert imports(desk, f"{PERSONAL}/bin/python", "pep668needs")
        assert not desk.machine.exists(f"{place}/.venv")
        desk.machine.write(
            "/home/alice/script.py", "import pep668demo\nprint(pep668demo.__name__)\n", owner="alice"
        )
        assert desk.pipwise("run", "script.py", cwd="/home/alice").stdout == "pep668demo\n"
        desk.machine.run(["rm", "/home/alice/script.py"])
        assert desk.pipwise("undo", cwd=place).status == 0


def test_an_active_environment_without_a_pip_gets_one_and_comes_back(desk: Desk) -> None:
    with kept_as_it_was(desk):
        assert desk.shell("python3 -m venv --without-pip /home/alice/active").status == 0
        before = desk.machine.tree("/home/alice/active")
        path = "/home/alice/active/bin:/usr/local/bin:/usr/bin:/bin"
        done = desk.install(
            "pep668demo", cwd="/home/alice", env={"VIRTUAL_ENV": "/home/alice/active", "PATH": path}
        )
        assert done.status == 0, done.stderr
        assert imports(desk, "/home/alice/active/bin/python", "pep668demo")
        assert desk.machine.run(["/home/alice/active/bin/pip", "--version"], user="alice").status == 0
        assert desk.pipwise("undo").status == 0
        assert desk.machine.changes(before, desk.machine.tree("/home/alice/active")) == ([], [], [])
        desk.machine.run(["rm", "-rf", "/home/alice/active"])


def test_what_cannot_be_installed_leaves_nothing_behind(desk: Desk) -> None:
    with kept_as_it_was(desk):
        done = desk.install("this-project-does-not-exist-anywhere-4711")
        assert done.status == 1
        assert done.stderr.splitlines()[-1] == (
            "pipwise: pip (install) failed with exit status 1: no this-project-does-not-exist-anywhere-4711 was found "
            "where pip looked; what was begun has been taken back"
        )


def test_root_without_a_terminal_is_asked_and_told_what_to_choose_from(desk: Desk) -> None:
    with kept_as_it_was(desk, "root"):
        done = desk.install("pep668demo", user="root", cwd="/root")
        assert done.status == 3
        assert "install --yes" in done.stderr


def test_root_who_says_yes(desk: Desk) -> None:
    with kept_as_it_was(desk, "root"):
        done = desk.install("--yes", "pep668demo", user="root", cwd="/root")
        assert done.status == 0, done.stderr
        assert imports(desk, "/root/.local/share/pipwise/envs/default/bin/python", "pep668demo", "root")
        assert desk.machine.run("stat -c %a /var/lib/pipwise").stdout == "700\n"
        assert desk.pipwise("undo", user="root").status == 0


def test_root_runs_nothing_that_somebody_else_could_change(desk: Desk) -> None:
    with kept_as_it_was(desk):
        refused = desk.install("--yes", "pep668demo", user="root", cwd=CHECKOUT)
        assert refused.status == 4
        assert refused.stderr.splitlines()[-2].endswith("/home/alice belongs to alice")


def test_through_sudo_everything_belongs_to_the_user_who_asked(desk: Desk) -> None:
    if not desk.machine.exists("/usr/bin/sudo"):
        pytest.skip("this machine has no sudo")
    with kept_as_it_was(desk):
        done = desk.shell(
            "sudo env PIP_NO_INDEX=1 PIP_FIND_LINKS=/payload/wheels /home/alice/pipwise/pipwise install pep668demo"
        )
        assert done.status == 0, done.stderr
        assert desk.machine.run(["find", "/home/alice", "!", "-user", "alice"]).stdout == ""
        assert imports(desk, f"{PERSONAL}/bin/python", "pep668demo")
        assert desk.shell(f"sudo {CHECKOUT}/pipwise undo").status == 0


def test_why_tells_what_the_real_pip_does(desk: Desk) -> None:
    if not desk.machine.exists("/usr/bin/pip3"):
        pytest.skip("this machine has no pip")
    said = json.loads(desk.pipwise("why", "--json", "--", "pip3", "install", "six", cwd="/tmp").stdout)
    real = desk.machine.run(["pip3", "install", "six"], user="alice", cwd="/tmp")
    outcome = said["outcomes"][0]
    assert (outcome["verdict"], outcome["code"]) == ("refused", "externally-managed-environment")
    assert outcome["exit_status"] == real.status == 1
    assert said["decision"]["chosen"] == "venv"


def test_without_certificates_it_works_or_nothing_is_left(desk: Desk) -> None:
    """pip looks into the system's store then, and a fresh Debian has none; which authority an index needs is its own affair."""
    with kept_as_it_was(desk):
        done = desk.pipwise("install", "six", cwd="/tmp", env={"PIP_CERT": None, "SSL_CERT_FILE": None})
        assert "Traceback" not in done.stderr
        if done.status == 0:
            assert desk.pipwise("undo").status == 0
        else:
            assert done.stderr.splitlines()[-1].endswith("exit status 1: what was begun has been taken back")
