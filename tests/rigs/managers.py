"""Machines with a package manager and something to ask it about: Debian's own archive, or a small repository of real packages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pipwise.backends import Order
from tests.rigs.machine import Machine, RigError, machine

REPOSITORIES = Path(__file__).with_name("repositories")
_FEDORA = 'ID=fedora\\nVERSION_ID=41\\nPRETTY_NAME="Fedora Linux 41"\\n'
_SUSE = 'ID=opensuse-tumbleweed\\nID_LIKE="opensuse suse"\\nPRETTY_NAME="openSUSE Tumbleweed"\\n'
_ARCH = 'ID=arch\\nPRETTY_NAME="Arch Linux"\\n'


class Managed(NamedTuple):
    """One kind of machine."""

    suite: str
    layer: str
    manager: str
    """The back end."""
    prepare: str
    """Bash: makes and registers a repository, and says whose machine it is."""
    fetch: str
    """Bash: downloads the package lists."""


def _release(text: str) -> str:
    return f"rm /etc/os-release; printf '{text}' >/etc/os-release"


_DNF = f"""
bash /repositories/rpm.sh /srv/repository
mkdir -p /etc/yum.repos.d /etc/dnf/vars
printf '[small]\\nname=small\\nbaseurl=file:///srv/repository\\nenabled=1\\ngpgcheck=0\\n' >/etc/yum.repos.d/small.repo
echo 41 >/etc/dnf/vars/releasever
[ -e /usr/bin/dnf ] || ln -s dnf5 /usr/bin/dnf
# Debian's rpm would keep root's packages below root's home.
mkdir -p /etc/rpm
echo '%_dbpath /var/lib/rpm' >/etc/rpm/macros
{_release(_FEDORA)}
"""
_ZYPPER = f"""
bash /repositories/rpm.sh /srv/repository
mkdir -p /etc/rpm
echo '%_dbpath /var/lib/rpm' >/etc/rpm/macros
zypper --non-interactive --quiet addrepo --no-gpgcheck file:///srv/repository small
{_release(_SUSE)}
"""
_PACMAN = f"bash /repositories/pacman.sh /srv/repository; {_release(_ARCH)}"
MACHINES = {
    "apt-bookworm": Managed("bookworm", "pkgs", "apt", "true", "apt-get update"),
    "apt-trixie": Managed("trixie", "pkgs", "apt", "true", "apt-get update"),
    "apt-sid": Managed("sid", "pip", "apt", "true", "apt-get update"),
    "dnf4": Managed("bookworm", "dnf", "dnf", _DNF, "dnf --quiet makecache"),
    "dnf5": Managed("sid", "dnf", "dnf", _DNF, "dnf --quiet makecache"),
    "zypper": Managed("bookworm", "zypper", "zypper", _ZYPPER, "zypper -n --no-gpg-checks refresh"),
    "pacman6": Managed("bookworm", "pacman", "pacman", _PACMAN, "pacman -Sy && pacman -Fy"),
    "pacman7": Managed("trixie", "pacman", "pacman", _PACMAN, "pacman -Sy && pacman -Fy"),
}

# The same managers with this machine's own Python as a package of theirs, to be damaged by a real pip.
PYTHONS = {
    name: kind._replace(
        prepare=kind.prepare.replace("/repositories/rpm.sh", "/repositories/python.sh rpm").replace(
            "/repositories/pacman.sh", "/repositories/python.sh pacman"
        )
    )
    for name, kind in MACHINES.items()
    if kind.manager != "apt"
}


@contextmanager
def managed(name: str, prepare: str = "") -> Iterator[Machine]:
    """A machine whose manager has sources, and has not downloaded anything about them yet; ``prepare`` in place of its own."""
    kind = MACHINES[name]
    with machine(kind.suite, kind.layer, binds={str(REPOSITORIES): "/repositories"}) as rig:
        sure(rig, prepare or kind.prepare)
        yield rig


def sure(rig: Machine, command: str) -> str:
    """Run a line of bash that has to succeed."""
    result = rig.run(f"set -e; {command}", timeout=300)
    if result.status:
        raise RigError(f"{command.strip().splitlines()[-1]}: {result.stdout}{result.stderr}")
    return result.stdout


def carry_out(rig: Machine, order: Order) -> None:
    """Run an order as it stands and answer yes; zypper takes that from nobody but a terminal."""
    program, *arguments = order.argv
    argv = [program, *(["--non-interactive"] if program == "zypper" else []), *arguments]
    result = rig.run(argv, input="y\n" * 3, timeout=300)
    if result.status:
        raise RigError(f"{' '.join(argv)}: {result.stdout}{result.stderr}")
