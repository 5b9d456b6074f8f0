"""OS packages for real: installed as root and by a user's sudo, proved, and taken back; the system is then as it was."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.end_to_end.conftest import CHECKOUT, Desk, unpack_checkout
from tests.rigs.machine import Machine, Tree
from tests.rigs.managers import MACHINES, managed, sure

ROOTS = ("/usr", "/etc", "/var", "/opt", "/root", "/home", "/srv")
# What managers write for themselves: logs, caches, histories, locks, and their databases, which are compared by meaning.
THEIR_OWN = (
    *("/var/log/", "/var/cache/", "/var/tmp/", "/var/lib/apt/", "/var/lib/dpkg/status", "/var/lib/dpkg/lock"),
    *("/var/lib/dpkg/triggers/", "/var/lib/dnf/", "/var/lib/rpm/", "/usr/lib/sysimage/", "/var/lib/zypp/"),
    *("/var/lib/pacman/", "/var/lib/sudo/", "/root/.cache", "/root/.local", "/var/lib/pipwise"),
    *("/home/alice/.cache", "/home/alice/.local", f"{CHECKOUT}/"),
)
DATABASES = {
    "apt": "dpkg-query -W -f '${Status}|${binary:Package}|${Version}\\n'; apt-mark showauto; dpkg --audit",
    "dnf": "dnf -q -C repoquery --installed --qf '%{name}|%{evr}|%{reason}\\n'",
    "zypper": "rpm -qa | sort; grep -v -e '^#' -e '^product:' /var/lib/zypp/AutoInstalled || true",
    "pacman": "pacman -Q; pacman -Qe; ls /var/lib/pacman",
}
# What is there before: Debian's rpm and pacman have no packages of their own.
FIRST = {
    "apt": "true",
    "dnf": "dnf install -y -q python3-six",
    "zypper": "zypper -n install python3-six",
    "pacman": "pacman -S --noconfirm python-requests",
}
PYTHONS = {"bookworm": "3.11", "trixie": "3.13", "sid": "3.14"}


def for_debian(name: str) -> str:
    """The small repository, with its modules where the machine's Python looks."""
    suite, prepare = MACHINES[name].suite, MACHINES[name].prepare
    places = "s#/usr/lib/python[$3][a-z.0-9]*/site-packages#/usr/lib/python3/dist-packages#"
    version = f"s/3[.]12/{PYTHONS[suite]}/g"
    for script in ("rpm.sh", "pacman.sh"):
        here = f"sed -e '{places}' -e '{version}' /repositories/{script} | bash -s --"
        prepare = prepare.replace(f"bash /repositories/{script}", here)
    return prepare


@contextmanager
def desk_of(name: str, ready: Callable[[Machine, str], None]) -> Iterator[Desk]:
    """A machine with a package manager, its lists, a checkout, and alice who may become root."""
    with managed(name, for_debian(name)) as rig:
        sure(rig, "apt-get update -qq && apt-get install -y -qq --no-install-recommends sudo")
        # The system's identity is the other manager's again after apt's own.
        sure(rig, MACHINES[name].fetch)
        sure(rig, FIRST[MACHINES[name].manager])
        rig.write("/etc/sudoers.d/alice", "alice ALL=(ALL) NOPASSWD:ALL\n", mode=0o440)
        unpack_checkout(rig)
        ready(rig, MACHINES[name].suite)
        yield Desk(rig)


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Machine, str], None]:
    """Puts pipwise's own environment there; its first run makes it, once for each suite."""
    shared = tmp_path_factory.mktemp("ready")

    def make(rig: Machine, suite: str) -> None:
        kept = shared / f"{suite}.tar"
        if kept.exists():
            rig.write("/var/tmp/ready.tar", kept.read_bytes())
            sure(rig, f"tar -xpf /var/tmp/ready.tar -C {CHECKOUT} && rm /var/tmp/ready.tar")
        first = rig.run([f"{CHECKOUT}/pipwise", "--version"], user="alice", timeout=300)
        assert first.status == 0, first.stderr
        if not kept.exists():
            sure(rig, f"tar -cpf /var/tmp/ready.tar -C {CHECKOUT} .pipwise")
            kept.write_bytes(rig.read("/var/tmp/ready.tar"))
            sure(rig, "rm /var/tmp/ready.tar")

    return make


def system(desk: Desk) -> Tree:
    tree = desk.machine.tree(*ROOTS)
    return {
        path: entry
        for path, entry in tree.items()
        if not f"{path}/".startswith(THEIR_OWN) and not path.startswith(THEIR_OWN)
    }


@contextmanager
def as_it_was(desk: Desk, manager: str) -> Iterator[None]:
    """The tree and the package database, before and after."""
    before = system(desk), sure(desk.machine, DATABASES[manager])
    yield
    assert desk.machine.changes(before[0], system(desk)) == ([], [], [])
    assert sure(desk.machine, DATABASES[manager]) == before[1]


@pytest.fixture(scope="module", params=list(MACHINES))
def desk(request: pytest.FixtureRequest, ready: Callable[[Machine, str], None]) -> Iterator[tuple[str, Desk]]:
    with desk_of(request.param, ready) as one:
        yield MACHINES[request.param].manager, one


ASKED = {
    "apt": ("rich", "PyYAML"),
    "dnf": ("rich", "black"),
    "zypper": ("rich", "black"),
    "pacman": ("black", "python-dateutil"),
}


@pytest.mark.parametrize("user", ["root", "alice"])
def test_packages_are_installed_proved_and_taken_back(desk: tuple[str, Desk], user: str) -> None:
    manager, one = desk
    asked = ASKED[manager]
    with as_it_was(one, manager):
        done = one.pipwise("install", "--yes", "--json", "--via", "os-package", *asked, user=user, cwd="/tmp")
        assert done.status == 0, done.stderr
        proofs = json.loads(done.stdout)["proofs"]
        assert [proof["imported"] for proof in proofs] == ["yes"] * len(asked), done.stderr
        assert all(proof["package"].endswith(f"({manager})") for proof in proofs)
        again = one.pipwise("install", "--via", "os-package", *asked, user=user, cwd="/tmp")
        assert (again.status, "installed already" in again.stderr) == (0, True), again.stderr
        undone = one.pipwise("undo", "--yes", user=user, cwd="/tmp")
        assert undone.status == 0, undone.stderr


def test_without_anybody_to_ask_the_command_is_printed_and_nothing_is_done(desk: tuple[str, Desk]) -> None:
    manager, one = desk
    with as_it_was(one, manager):
        asked = one.pipwise("install", "--via", "os-package", ASKED[manager][0], cwd="/tmp")
        assert asked.status == 3, asked.stderr
        assert "\n  sudo " in asked.stderr
        assert "add --yes to go on" in asked.stderr


def test_through_sudo_it_is_said_what_sudo_is_called_again_for(desk: tuple[str, Desk]) -> None:
    manager, one = desk
    with as_it_was(one, manager):
        done = one.shell(f"sudo {CHECKOUT}/pipwise install --yes --via os-package {ASKED[manager][0]}")
        assert done.status == 0, done.stderr
        assert f"sudo is called again for {manager} alone" in done.stderr
        assert "sudo is not needed" not in done.stderr
        assert one.shell("pipwise undo --yes").status == 0


SITE = "/usr/lib/python3/dist-packages"
FIRST_FILES = {"apt": "rich", "dnf": "rich", "zypper": "rich", "pacman": "black"}


def test_killed_while_files_are_written_it_is_mended_and_taken_back(desk: tuple[str, Desk]) -> None:
    manager, one = desk
    command = f"{CHECKOUT}/pipwise install --yes --via os-package {' '.join(ASKED[manager])}"
    until = f"until [ -e {SITE}/{FIRST_FILES[manager]} ]; do sleep 0.002; done"
    with as_it_was(one, manager):
        killed = one.shell(
            f"set -m; {command} >/dev/null 2>&1 & pid=$!; {until}; sudo kill -KILL -$pid; wait $pid"
        )
        undone = one.shell("for n in 1 2 3 4 5 6 7 8 9; do pipwise undo --yes && exit; sleep 3; done; exit 1")
        assert undone.status == 0, (killed, undone.stderr)
