"""The rescue file on bare Debians: nothing there but their own Python, and what it cannot do is said in a line."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

import build_pyz
from tests.end_to_end.conftest import ROOT
from tests.rigs import payload
from tests.rigs.machine import Machine, Result, available, machine

CALLED = "python3 pipwise.pyz"
OFFLINE = ("--no-index", "--find-links", "/payload/wheels")
SUITES = ("bookworm", "trixie", "sid")
KEPT = ("/.cache", "/.local/state", "/pipwise.pyz", "__pycache__")


@functools.cache
def rescue_file() -> bytes:
    """The real one; its wheels are kept from build to build."""
    return build_pyz.build(build_pyz.payload(build_pyz.locked_wheels(ROOT / ".pipwise/cache/wheels")))


@functools.cache
def newer_file() -> bytes:
    """A build that says another version."""
    files = build_pyz.payload(build_pyz.locked_wheels(ROOT / ".pipwise/cache/wheels"))
    files["pipwise/__init__.py"] = files["pipwise/__init__.py"].replace(b'"0.1.0"', b'"0.1.99"')
    return build_pyz.build(files)


class Rescued(NamedTuple):
    """A machine with the file in somebody's home, and nothing else of pipwise's."""

    machine: Machine
    user: str

    @property
    def home(self) -> str:
        return "/root" if self.user == "root" else f"/home/{self.user}"

    def run(self, *words: str, prefix: tuple[str, ...] = (), plain: bool = False) -> Result:
        command = [*prefix, "python3", "pipwise.pyz", *words]
        return self.machine.run(command, user=self.user, cwd=self.home, timeout=300, plain=plain)

    def files(self) -> set[str]:
        """What lies in the home, but for the journal and the caches."""
        found = self.machine.tree(self.home)
        named = {path for path in found if not any(kept in path for kept in KEPT)}
        return named - {self.home, f"{self.home}/.local"}


@pytest.fixture(scope="session")
def wheelhouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if reason := available():
        pytest.skip(reason)
    place = tmp_path_factory.mktemp("rescue")
    payload.build(place / "payload")
    for path in (place.parent, place, *(place / "payload").rglob("*"), place / "payload"):
        path.chmod(0o755)
    return place / "payload"


@contextmanager
def rescued(wheelhouse: Path, image: str, user: str, *, network: bool = False) -> Iterator[Rescued]:
    suite, _, layer = image.partition("-")
    with machine(suite, layer, network=network, binds={str(wheelhouse): "/payload"}) as one:
        found = Rescued(one, user)
        one.write(f"{found.home}/pipwise.pyz", rescue_file(), owner=user)
        if layer == "venv":
            one.write("/etc/sudoers.d/alice", "alice ALL=(ALL) NOPASSWD:ALL\n", mode=0o440)
        yield found


@pytest.mark.parametrize("layer", ["bare", "venv"])
@pytest.mark.parametrize("suite", SUITES)
def test_a_user_without_a_network_installs_from_wheels_and_takes_it_back(
    wheelhouse: Path, suite: str, layer: str
) -> None:
    with rescued(wheelhouse, f"{suite}-{layer}", "alice") as one:
        system = one.machine.tree("/usr", "/etc", "/opt", "/var/lib/dpkg")
        before = one.files()
        ran = one.run("install", *OFFLINE, "pep668demo")
        assert ran.status == 0, ran
        assert "proved: pep668demo 2.0 is there" in ran.stderr
        assert f"undo:         {CALLED} undo 1" in ran.stderr
        again = one.run("run", "python", "-c", "import pep668demo; print(pep668demo.__name__)")
        assert (again.status, again.stdout) == (0, "pep668demo\n"), again
        assert one.run("undo", "1").status == 0
        assert one.files() == before
        after = one.machine.tree("/usr", "/etc", "/opt", "/var/lib/dpkg")
        assert one.machine.changes(system, after) == ([], [], [])
        assert one.machine.run("ls -A /tmp").stdout == ""


@pytest.mark.parametrize("suite", SUITES)
def test_root_is_asked_first_and_then_it_is_done(wheelhouse: Path, suite: str) -> None:
    with rescued(wheelhouse, f"{suite}-bare", "root") as one:
        asked = one.run("install", *OFFLINE, "pep668demo")
        assert asked.status == 3, asked
        assert CALLED in asked.stderr
        ran = one.run("install", "--yes", "--via", "venv", *OFFLINE, "pep668demo")
        assert ran.status == 0, ran
        assert "proved: pep668demo 2.0 is there" in ran.stderr
        assert one.run("undo", "--last").status == 0


@pytest.mark.parametrize("suite", SUITES)
def test_without_a_network_it_is_said_and_nothing_is_left(wheelhouse: Path, suite: str) -> None:
    with rescued(wheelhouse, f"{suite}-bare", "alice") as one:
        before = one.files()
        ran = one.run("install", "--retries", "1", "requests")
        assert ran.status == 1, ran
        last = ran.stderr.splitlines()[-2:]
        assert last[0].endswith("the index was not reached; what was begun has been taken back")
        assert last[1].startswith("hint: check the network")
        assert one.files() == before


@pytest.mark.parametrize("user", ["alice", "root"])
def test_where_python_is_too_old_it_is_one_line(wheelhouse: Path, user: str) -> None:
    with rescued(wheelhouse, "bullseye-bare", user) as one:
        ran = one.run("install", "requests")
        assert (ran.status, ran.stdout, len(ran.stderr.splitlines())) == (6, "", 1), ran
        assert "this is Python 3.9, and pipwise needs 3.11 or newer" in ran.stderr


@pytest.mark.parametrize("suite", ["bookworm", "trixie"])
def test_a_bare_debian_with_a_network_has_requests_in_one_command(wheelhouse: Path, suite: str) -> None:
    with rescued(wheelhouse, f"{suite}-bare", "alice", network=True) as one:
        ran = one.run("install", "requests")
        assert ran.status == 0, ran
        assert "import requests works" in ran.stderr
    with rescued(wheelhouse, f"{suite}-bare", "root", network=True) as one:
        ran = one.run("install", "--yes", "requests")
        assert ran.status == 0, ran
        assert "import requests works" in ran.stderr


def test_through_sudo_it_is_the_users_and_root_leaves_nothing(wheelhouse: Path) -> None:
    with rescued(wheelhouse, "bookworm-venv", "alice") as one:
        ran = one.run("install", *OFFLINE, "pep668demo", prefix=("sudo",))
        assert ran.status == 0, ran
        assert "sudo is not needed" in ran.stderr
        owners = one.machine.run(
            "find /home/alice ! -user alice; ls -A /tmp; find /root -newer /home/alice/pipwise.pyz -type f"
        )
        assert owners.stdout == "", owners


def test_somebody_without_a_home_leaves_nothing_behind(wheelhouse: Path) -> None:
    with rescued(wheelhouse, "trixie-bare", "alice") as one:
        one.machine.write("/srv/pipwise.pyz", rescue_file())
        ran = one.machine.run(
            ["python3", "/srv/pipwise.pyz", "why", "pip", "install", "six"],
            user="daemon",
            env={"HOME": "/nonexistent"},
        )
        assert ran.status == 0, ran
        assert "there is no such program" in ran.stdout
        assert one.machine.run("ls -A /tmp").stdout == ""


def test_what_the_linter_lacks_is_said_and_offered(wheelhouse: Path) -> None:
    with rescued(wheelhouse, "bookworm-bare", "alice") as one:
        one.machine.write("/home/alice/Dockerfile", "FROM debian:12\nRUN pip install x\n", owner="alice")
        ran = one.run("lint", "Dockerfile")
        assert ran.status == 6, ran
        assert "the compiled grammar is not here" in ran.stdout


@pytest.mark.parametrize("image", ["bookworm-bare", "trixie-bare", "sid-bare"])
def test_it_becomes_an_application_and_goes_without_a_trace_but_the_journal(
    wheelhouse: Path, image: str
) -> None:
    with rescued(wheelhouse, image, "alice") as one:
        system = one.machine.tree("/usr", "/etc", "/opt")
        before = one.files()
        ran = one.run("self", "install")
        assert ran.status == 0, ran
        assert "proved: /home/alice/.local/bin/pipwise is pipwise 0.1.0" in ran.stderr
        assert 'export PATH="$HOME/.local/bin:$PATH"' in ran.stderr
        one.machine.run("rm -r .cache pipwise.pyz", user="alice", cwd="/home/alice")
        login = one.machine.run(
            f"bash -lc 'pipwise install {' '.join(OFFLINE)} pep668demo && pipwise undo'",
            user="alice",
            cwd="/home/alice",
        )
        assert login.status == 0, login
        assert "undo:         pipwise undo 2" in login.stderr
        assert one.machine.run("bash -lc 'pipwise self install'", user="alice").stderr == (
            "it is installed already: /home/alice/.local/bin/pipwise\n"
        )
        gone = one.machine.run("bash -lc 'pipwise self uninstall'", user="alice", cwd="/home/alice")
        assert (gone.status, gone.stdout) == (0, ""), gone
        assert "what stays: the journal in /home/alice/.local/state/pipwise" in gone.stderr
        assert one.files() == before
        assert one.machine.run("ls -A /tmp /home/alice/.cache").stdout.split() == [
            "/home/alice/.cache:",
            "/tmp:",
        ]
        assert one.machine.changes(system, one.machine.tree("/usr", "/etc", "/opt")) == ([], [], [])


def test_an_update_from_a_file_is_taken_back_by_the_version_that_it_brought(wheelhouse: Path) -> None:
    with rescued(wheelhouse, "bookworm-bare", "alice") as one:
        assert one.run("self", "install").status == 0
        one.machine.write("/home/alice/new.pyz", newer_file(), owner="alice")
        one.machine.write("/home/alice/new.pyz.sha256", "0" * 64 + "  new.pyz\n", owner="alice")
        wrong = one.machine.run("bash -lc 'pipwise self update new.pyz'", user="alice", cwd="/home/alice")
        assert (wrong.status, wrong.stderr.count("\n")) == (4, 2), wrong
        one.machine.run("sha256sum new.pyz >new.pyz.sha256", user="alice", cwd="/home/alice")
        ran = one.machine.run("bash -lc 'pipwise self update new.pyz'", user="alice", cwd="/home/alice")
        assert ran.status == 0, ran
        version = "bash -lc 'pipwise --version'"
        assert one.machine.run(version, user="alice").stdout == "pipwise 0.1.99\n"
        back = one.machine.run("bash -lc 'pipwise undo'", user="alice", cwd="/home/alice")
        assert back.status == 0, back
        assert one.machine.run(version, user="alice").stdout == "pipwise 0.1.0\n"
        assert (
            one.machine.run("bash -lc 'pipwise self update new.pyz'", user="alice", cwd="/home/alice").status
            == 0
        )
        gone = one.machine.run("bash -lc 'pipwise self uninstall'", user="alice", cwd="/home/alice")
        assert gone.status == 0, gone
        assert not one.machine.exists("/home/alice/.local/share/pipwise")
        assert not one.machine.exists("/home/alice/.local/bin")


def test_the_installed_one_is_not_run_by_root_and_outlives_its_python(wheelhouse: Path) -> None:
    with rescued(wheelhouse, "bookworm-bare", "alice") as one:
        assert one.run("self", "install").status == 0
        refused = one.machine.run(["/home/alice/.local/bin/pipwise", "--version"])
        assert (refused.status, refused.stdout, refused.stderr.count("\n")) == (4, "", 1), refused
        one.machine.run(
            "cp -L /usr/bin/python3.11 /usr/bin/python3.12; ln -sf python3.12 /usr/bin/python3; rm /usr/bin/python3.11"
        )
        ran = one.machine.run(["/home/alice/.local/bin/pipwise", "--version"], user="alice")
        assert (ran.status, ran.stdout) == (0, "pipwise 0.1.0\n"), ran


def test_a_command_of_somebody_elses_is_not_replaced(wheelhouse: Path) -> None:
    with rescued(wheelhouse, "bookworm-bare", "alice") as one:
        one.machine.write("/home/alice/.local/bin/pipwise", "#!/bin/sh\n", owner="alice", mode=0o755)
        ran = one.run("self", "install")
        assert ran.status == 4, ran
        assert one.machine.read("/home/alice/.local/bin/pipwise") == b"#!/bin/sh\n"
