"""Root never runs what somebody else could have put there."""

from __future__ import annotations

import pytest

from pipwise.facts.trust import distrust, distrust_python
from pipwise.system.look import Account
from tests.recorded.look import Node, directory, file, link, machine, program

ALICE = Account("alice", 1000, 1000, "/home/alice", "/bin/bash")
HOME = {"/home/alice": directory(uid=1000)}
PYTHON = {
    "/usr/bin/python3.11": program(),
    "/usr/bin/python3": link("python3.11"),
    "/usr/lib/python3.11/os.py": file(),
}


def reason(files: dict[str, Node], executable: str, uid: int = 0) -> str:
    return distrust_python(machine({**PYTHON, **files}, uid=uid, accounts=[ALICE]), executable)


def test_the_distributions_python_may_be_run() -> None:
    assert reason({}, "/usr/bin/python3") == ""


def test_a_user_runs_whatever_there_is() -> None:
    files = {**HOME, "/home/alice/bin/python3": program(uid=1000)}
    assert reason(files, "/home/alice/bin/python3", uid=1000) == ""


@pytest.mark.parametrize(
    ("files", "executable", "who"),
    [
        (
            {**HOME, "/home/alice/bin/python3": program(uid=1000)},
            "/home/alice/bin/python3",
            "/home/alice belongs to alice",
        ),
        (
            {**HOME, "/home/alice/bin/python3": program()},
            "/home/alice/bin/python3",
            "/home/alice belongs to alice",
        ),
        ({"/opt/py/bin/python3": program(uid=1234)}, "/opt/py/bin/python3", "python3 belongs to user 1234"),
        (
            {"/opt/bin": directory(0o777), "/opt/bin/python3": program()},
            "/opt/bin/python3",
            "/opt/bin can be written by everybody",
        ),
        ({"/opt/bin/python3": file(mode=0o757)}, "/opt/bin/python3", "can be written by everybody"),
        (
            {"/tmp": directory(0o1777), "/tmp/python3": program()},
            "/tmp/python3",
            "/tmp can be written by everybody",
        ),
        ({"/tmp": directory(0o1777), "/tmp/v/bin/python3": program()}, "/tmp/v/bin/python3", ""),
        (
            {"/tmp": directory(0o1777), "/tmp/bin/python3": program()},
            "/tmp/bin/python3",
            "/tmp can be written by everybody",
        ),
    ],
)
def test_what_others_may_change_is_not_run(files: dict[str, Node], executable: str, who: str) -> None:
    assert who in reason(files, executable)
    assert bool(reason(files, executable)) == bool(who)


def test_every_link_on_the_way_counts() -> None:
    files = {
        **HOME,
        "/opt/bin/python3": link("/home/alice/python3"),
        "/home/alice/python3": link("/usr/bin/python3.11", uid=1000),
    }
    assert "/home/alice belongs to alice" in reason(files, "/opt/bin/python3")


def test_links_in_a_circle_are_not_run() -> None:
    assert "leads nowhere" in reason({"/opt/a": link("b"), "/opt/b": link("a")}, "/opt/a")


def test_a_group_counts_only_if_somebody_is_in_it() -> None:
    staff = {"/usr/local": directory(0o2775, gid=50), "/usr/local/bin/python3": program()}
    empty = {
        "/etc/group": file("root:x:0:\nstaff:x:50:\n"),
        "/etc/passwd": file("root:x:0:0::/root:/bin/sh\n"),
    }
    assert reason({**staff, **empty}, "/usr/local/bin/python3") == ""
    member = {**empty, "/etc/group": file("staff:x:50:alice\n")}
    assert "can be written by group 50" in reason({**staff, **member}, "/usr/local/bin/python3")
    primary = {**empty, "/etc/passwd": file("bob:x:1001:50::/home/bob:/bin/sh\n")}
    assert "can be written by group 50" in reason({**staff, **primary}, "/usr/local/bin/python3")
    assert "can be written by group 50" in reason(staff, "/usr/local/bin/python3")


def test_modules_that_others_may_change_are_run_as_well() -> None:
    site = {"/usr/local/lib/python3.11/dist-packages": directory(uid=1000)}
    assert "takes modules from /usr/local/lib/python3.11/dist-packages" in reason(site, "/usr/bin/python3")


def test_a_copied_venv_whose_library_is_a_users() -> None:
    files = {
        **HOME,
        "/opt/venv/bin/python": program(),
        "/opt/venv/pyvenv.cfg": file("home = /home/alice/py/bin\n"),
        "/home/alice/py/lib/python3.11/os.py": file(uid=1000),
    }
    assert "takes modules from /home/alice/py/lib/python3.11" in reason(files, "/opt/venv/bin/python")


def test_root_of_a_namespace_of_its_own_is_a_user() -> None:
    look = machine(
        {
            **HOME,
            "/home/alice/python3": program(uid=1000),
            "/proc/self/uid_map": "         0       1000          1\n",
        }
    )
    assert distrust(look, "/home/alice/python3") == ""
    real = machine({**HOME, "/home/alice/python3": program(), "/proc/self/uid_map": "0 0 4294967295\n"})
    assert distrust(real, "/home/alice/python3") != ""
