"""Machines with a checkout of this project in them, as a newcomer has it after cloning."""

import io
import subprocess
import tarfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.rigs import payload, wheels
from tests.rigs.machine import Machine, Result, Tree, available, machine

ROOT = Path(__file__).parents[2]
CHECKOUT = "/home/alice/pipwise"
# What a run may leave behind: the journal, which is the memory of it, and caches.
KEPT = ("/.cache", "/.local/state", "/pipwise/.pipwise", "__pycache__")
# Wheels of our own, so that most tests need no network.
OFFLINE = ("--no-index", "--find-links", "/payload/wheels")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.rigs)


class Desk(NamedTuple):
    """A machine and a few words for using pipwise in it."""

    machine: Machine

    def pipwise(
        self,
        *words: str,
        user: str = "alice",
        cwd: str = CHECKOUT,
        env: dict[str, str | None] | None = None,
        timeout: float = 300,
    ) -> Result:
        return self.machine.run([f"{CHECKOUT}/pipwise", *words], user=user, cwd=cwd, env=env, timeout=timeout)

    def install(
        self, *words: str, user: str = "alice", cwd: str = "/tmp", env: dict[str, str | None] | None = None
    ) -> Result:
        """Install from the wheels in the machine; the index is not asked."""
        return self.pipwise("install", *OFFLINE, *words, user=user, cwd=cwd, env=env)

    def shell(self, line: str, user: str = "alice", cwd: str = "/tmp") -> Result:
        """A line of bash in which ``pipwise`` and ``$offline`` can be used."""
        words = f"pipwise() {{ {CHECKOUT}/pipwise \"$@\"; }}; offline='{' '.join(OFFLINE)}'; {line}"
        return self.machine.run(words, user=user, cwd=cwd, timeout=300)

    def system(self) -> Tree:
        return self.machine.tree("/usr", "/etc", "/opt", "/var/lib/dpkg")

    def home(self, user: str = "alice") -> dict[str, object]:
        place = "/root" if user == "root" else f"/home/{user}"
        tree = self.machine.tree(place)
        found = {path: entry for path, entry in tree.items() if not any(kept in path for kept in KEPT)}
        # ~/.local is made for the journal below it; by itself it says nothing.
        if not any(path.startswith(f"{place}/.local/") for path in found):
            found.pop(f"{place}/.local", None)
        return dict(found)


@contextmanager
def kept_as_it_was(desk: Desk, user: str = "alice") -> Iterator[None]:
    """Hold a test to it: neither the system nor the home is another one afterwards, undo included."""
    before = desk.system(), desk.home(user)
    yield
    assert desk.machine.changes(before[0], desk.system()) == ([], [], [])
    assert desk.home(user) == before[1]


Place = Callable[..., str]


@pytest.fixture
def project(desk: Desk) -> Iterator[Place]:
    """Makes a project of alice's out of files, and takes it away after the test."""
    made = []

    def make(name: str = "demo", **files: str) -> str:
        folder = f"/home/alice/{name}"
        made.append(folder)
        for file, text in (
            {"pyproject.toml": ""} | {key.replace("_txt", ".txt"): text for key, text in files.items()}
        ).items():
            desk.machine.write(f"{folder}/{file}", text, owner="alice")
        return folder

    yield make
    desk.machine.run(["rm", "-rf", *made])


def checkout_archive() -> bytes:
    """The files that git knows, and those that are about to be committed, as a tar archive."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.decode()
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).exists():
                archive.add(ROOT / name, f"pipwise/{name}", recursive=False)
    return buffer.getvalue()


def unpack_checkout(one: Machine) -> None:
    one.write("/var/tmp/checkout.tar", checkout_archive())
    unpacked = one.run(
        "tar -xf /var/tmp/checkout.tar -C /home/alice && chown -R alice: /home/alice/pipwise && rm /var/tmp/checkout.tar"
    )
    assert unpacked.status == 0, unpacked.stderr


@contextmanager
def open_desk(image: str, shared: Path, more: Mapping[str, str] | None = None) -> Iterator[Desk]:
    """A fresh Debian with the checkout and pipwise's own environment; that is made by its first run, once for each suite."""
    suite, _, layer = image.partition("-")
    binds = {str(shared / "payload"): "/payload", wheels.uv(): "/uv", **(more or {})}
    with machine(suite, layer, binds=binds) as one:
        unpack_checkout(one)
        if layer in ("venv", "shells"):
            one.write("/etc/sudoers.d/alice", "alice ALL=(ALL) NOPASSWD:ALL\n", mode=0o440)
        ready = shared / f"{suite}.tar"
        if ready.exists():
            one.write("/var/tmp/ready.tar", ready.read_bytes())
            assert one.run(f"tar -xpf /var/tmp/ready.tar -C {CHECKOUT} && rm /var/tmp/ready.tar").status == 0
        first = one.run([f"{CHECKOUT}/pipwise", "--version"], user="alice", timeout=300)
        assert first.status == 0, first.stderr
        if not ready.exists():
            assert one.run(f"tar -cpf /var/tmp/ready.tar -C {CHECKOUT} .pipwise").status == 0
            ready.write_bytes(one.read("/var/tmp/ready.tar"))
            one.run(["rm", "/var/tmp/ready.tar"])
        yield Desk(one)


@pytest.fixture(scope="session")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], AbstractContextManager[Desk]]:
    """Opens a desk for an image such as ``bookworm-venv``."""
    reason = available()
    if reason:
        pytest.skip(reason)
    shared = tmp_path_factory.mktemp("desks")
    payload.build(shared / "payload")
    wheels.copy_pipx(shared / "payload/wheels")
    for path in (shared.parent, shared, *(shared / "payload").rglob("*")):
        path.chmod(0o755)
    return lambda image: open_desk(image, shared)
