"""OS packages when things go wrong: killed in the middle of dpkg, no network, others that need them, nobody who agrees."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from tests.end_to_end.conftest import CHECKOUT, Desk
from tests.end_to_end.test_os_packages import as_it_was
from tests.rigs.managers import sure

INSTALL = f"{CHECKOUT}/pipwise install --via os-package --yes requests"
DEAD = "/etc/apt/apt.conf.d/99dead"
HALF = "grep -q -E '^Status: install ok (half-installed|unpacked|half-configured)' /var/lib/dpkg/status /var/lib/dpkg/updates/*"


@pytest.fixture(scope="module")
def desk(desks: Callable[[str], AbstractContextManager[Desk]]) -> Iterator[Desk]:
    with desks("bookworm-venv") as one:
        sure(one.machine, "apt-get update -qq")
        yield one


@pytest.mark.parametrize("whom", ["-KILL -$pid", "-KILL $pid"])
@pytest.mark.parametrize("moment", ["python3-certifi", "python3-urllib3", "python3-requests"])
def test_killed_in_the_middle_of_dpkg_it_is_mended_and_taken_back(desk: Desk, moment: str, whom: str) -> None:
    with as_it_was(desk, "apt"):
        until = f"until grep -q -E '{moment}' /var/log/dpkg.log 2>/dev/null; do sleep 0.005; done"
        desk.machine.run(": >/var/log/dpkg.log")
        kill = f"sudo kill {whom}; wait $pid; echo killed"
        done = desk.shell(f"set -m; {INSTALL} >/dev/null 2>&1 & pid=$!; {until}; {kill}")
        assert "killed" in done.stdout
        undone = desk.shell(
            "for n in 1 2 3 4 5 6 7 8 9; do pipwise undo --yes && exit; sleep 3; done; exit 1"
        )
        assert undone.status == 0, undone.stderr
        assert "is undone" in undone.stderr


def test_without_a_network_it_is_said_and_nothing_is_left(desk: Desk) -> None:
    with as_it_was(desk, "apt"):
        desk.machine.write(DEAD, 'Acquire::http::Proxy "http://127.0.0.1:1"; Acquire::Retries "0";\n')
        done = desk.pipwise("install", "--yes", "--via", "os-package", "rich", cwd="/tmp")
        desk.machine.run(["rm", DEAD])
        assert done.status == 1
        last = done.stderr.splitlines()[-2:]
        assert "the network or the mirror cannot be reached" in last[0], done.stderr
        assert "Traceback" not in done.stderr


def test_lists_that_were_never_fetched_are_fetched_first(desk: Desk) -> None:
    with as_it_was(desk, "apt"):
        sure(desk.machine, "rm -rf /var/lib/apt/lists/*")
        done = desk.pipwise("install", "--yes", "--via", "os-package", "idna", cwd="/tmp")
        assert done.status == 0, done.stderr
        assert "they are fetched first" in done.stderr
        assert desk.pipwise("undo", "--yes", cwd="/tmp").status == 0


def test_what_others_need_by_then_stays(desk: Desk) -> None:
    with as_it_was(desk, "apt"):
        assert desk.pipwise("install", "--yes", "--via", "os-package", "idna", cwd="/tmp").status == 0
        sure(desk.machine, "apt-get install -y -qq python3-requests")
        undone = desk.pipwise("undo", "--yes", cwd="/tmp")
        assert (undone.status, "python3-requests needs python3-idna" in undone.stderr) == (5, True), (
            undone.stderr
        )
        sure(desk.machine, "apt-get purge -y -qq python3-requests && apt-get autoremove --purge -y -qq")
        assert desk.pipwise("undo", "--yes", cwd="/tmp").status == 0


@pytest.mark.parametrize(("answer", "status"), [("y", 0), ("n", 3), ("", 3)])
def test_at_a_terminal_it_asks_before_root_is_needed(desk: Desk, answer: str, status: int) -> None:
    with as_it_was(desk, "apt"):
        line = f"script -qec '{CHECKOUT}/pipwise install --via os-package idna' /dev/null"
        done = desk.machine.run(
            ["bash", "-c", line], user="alice", cwd="/tmp", input=f"{answer}\n", timeout=300
        )
        assert done.status == status, done.stdout
        assert "root is needed for that, by sudo. Go on? [y/N]" in done.stdout
        if not status:
            assert desk.pipwise("undo", "--yes", cwd="/tmp").status == 0


def test_without_sudo_the_command_for_root_is_printed(desk: Desk) -> None:
    path = "mkdir /tmp/few; for one in /usr/bin/* /bin/*; do ln -sf $one /tmp/few/; done; rm /tmp/few/sudo"
    sure(desk.machine, path)
    done = desk.pipwise(
        "install", "--yes", "--via", "os-package", "idna", cwd="/tmp", env={"PATH": "/tmp/few"}
    )
    sure(desk.machine, "rm -r /tmp/few")
    assert done.status == 3, done.stderr
    assert "as root:\n  apt-get install python3-idna\n" in done.stderr
