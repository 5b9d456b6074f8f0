"""Machines with a checkout of this project in them, as a newcomer has it after cloning."""

import io
import subprocess
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.rigs.machine import Machine, Result, Tree, available, machine

ROOT = Path(__file__).parents[2]
CHECKOUT = "/home/alice/pipwise"
# What a run may leave behind: the journal, which is the memory of it, and caches.
KEPT = (
    "/.cache/",
    "/.local/state/pipwise",
    "/.local/state",
    "/.local",
    "/.cache",
    "/pipwise/.pipwise",
    "__pycache__",
)


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
        env: Mapping[str, str | None] | None = None,
    ) -> Result:
        return self.machine.run([f"{CHECKOUT}/pipwise", *words], user=user, cwd=cwd, env=env, timeout=300)

    def system(self) -> Tree:
        return self.machine.tree("/usr", "/etc", "/opt", "/var/lib/dpkg")

    def home(self, user: str = "alice") -> dict[str, object]:
        tree = self.machine.tree("/root" if user == "root" else f"/home/{user}")
        return {path: entry for path, entry in tree.items() if not any(kept in path for kept in KEPT)}


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


def unpack_checkout(one: Machine, owner: str = "alice", folder: str = "/home/alice") -> None:
    one.write("/var/tmp/checkout.tar", checkout_archive())
    command = f"tar -xf /var/tmp/checkout.tar -C {folder} && chown -R {owner}: {folder}/pipwise && rm /var/tmp/checkout.tar"
    assert one.run(command).status == 0


@pytest.fixture(
    scope="module", params=["bookworm-bare", "bookworm-venv", "trixie-bare", "trixie-venv", "sid-venv"]
)
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A fresh Debian with the checkout, and pipwise's own environment made by its first run as alice."""
    reason = available()
    if reason:
        pytest.skip(reason)
    suite, layer = request.param.split("-")
    with machine(suite, layer) as one:
        unpack_checkout(one)
        if layer == "venv":
            one.write("/etc/sudoers.d/alice", "alice ALL=(ALL) NOPASSWD:ALL\n", mode=0o440)
        first = one.run([f"{CHECKOUT}/pipwise", "--version"], user="alice", timeout=300)
        assert first.status == 0, first.stderr
        yield Desk(one)
