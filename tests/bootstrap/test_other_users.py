"""Checkouts that the caller may not write to, or that are somebody else's. Some of it needs root, to have a somebody else."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.bootstrap.conftest import Checkout, prepared
from tests.bootstrap.wheelhouse import Index, Wheel

pytestmark = pytest.mark.slow

NOBODY = 65534
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act for two users")


def _system_python_will_do() -> bool:
    check = "import sys; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run(["/usr/bin/python3", "-I", "-S", "-c", check], check=False).returncode == 0
    except OSError:
        return False


needs_system_python = pytest.mark.skipif(
    not _system_python_will_do(), reason="/usr/bin/python3, which every user can run, is older than 3.11"
)


@pytest.fixture
def foreign(open_place: Path, wheels: list[Wheel]) -> Checkout:
    """A checkout that nobody owns and everybody can read; the Python is one that everybody can run."""
    made = prepared(open_place, wheels)
    (open_place / "bin" / "python3").unlink()
    _own(made.root, NOBODY)
    _own(made.home, NOBODY)
    return made


def _own(path: Path, uid: int) -> None:
    for directory, _, files in os.walk(path):
        for name in (directory, *(os.path.join(directory, file) for file in files)):
            os.chown(name, uid, uid, follow_symlinks=False)


def _owners(path: Path) -> set[int]:
    found = {path.lstat().st_uid}
    for directory, names, files in os.walk(path):
        found |= {os.lstat(os.path.join(directory, name)).st_uid for name in (*names, *files)}
    return found


def _as_nobody() -> tuple[str, ...]:
    return ("setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups", "--")


@needs_root
@needs_system_python
def test_root_leaves_nothing_of_its_own_in_somebody_elses_checkout(foreign: Checkout, index: Index) -> None:
    first = foreign.run(PIP_INDEX_URL=index.url)
    assert first.status == 0, first.stderr
    assert first.told["bytecode"] is False
    assert foreign.run().stderr == ""
    assert _owners(foreign.root) == {NOBODY}
    owner = foreign.run(prefix=_as_nobody())
    assert (owner.status, owner.stderr) == (0, "")
    assert owner.told["bytecode"] is True


@needs_root
@needs_system_python
def test_a_checkout_that_cannot_be_written_to_has_its_environment_in_the_users_cache(
    foreign: Checkout, index: Index
) -> None:
    _own(foreign.root, 0)
    first = foreign.run("x", prefix=_as_nobody(), PIP_INDEX_URL=index.url)
    assert first.status == 0, first.stderr
    cache = f"{foreign.home}/.cache/pipwise/checkouts{foreign.root}/.pipwise/run"
    assert first.told["executable"] == f"{cache}/bin/python"
    assert f"{cache} ({foreign.root} is not writable)" in first.stderr
    second = foreign.run("x", prefix=_as_nobody())
    assert (second.status, second.stderr, second.told["bytecode"]) == (0, "", True)
    assert _owners(foreign.root) == {0}
    assert list(Path(cache, "bytecode").rglob("main.*.pyc"))
    subprocess.run([f"{cache}/bin/python", "-I", "-c", "import pipwise.errors, alpha"], check=True)


@needs_root
@needs_system_python
def test_xdg_cache_home_is_honoured_where_it_is_absolute(foreign: Checkout, index: Index) -> None:
    _own(foreign.root, 0)
    wanted = foreign.home / "elsewhere"
    ran = foreign.run(
        prefix=_as_nobody(), PIP_INDEX_URL=index.url, XDG_CACHE_HOME=str(wanted), unset=("HOME",)
    )
    assert ran.told["executable"].startswith(f"{wanted}/pipwise/checkouts/")
    relative = foreign.run(prefix=_as_nobody(), PIP_INDEX_URL=index.url, XDG_CACHE_HOME="relative")
    assert relative.told["executable"].startswith(f"{foreign.home}/.cache/")


@needs_root
def test_nowhere_to_write_is_one_line(foreign: Checkout) -> None:
    _own(foreign.root, 0)
    ran = foreign.run(prefix=_as_nobody(), unset=("HOME",))
    assert (ran.status, ran.stdout, len(ran.stderr.splitlines())) == (6, "", 1)
    assert "HOME is not set" in ran.stderr


@needs_root
def test_a_home_that_cannot_be_written_to_is_one_line(foreign: Checkout, index: Index) -> None:
    _own(foreign.root, 0)
    _own(foreign.home, 0)
    ran = foreign.run(prefix=_as_nobody(), PIP_INDEX_URL=index.url)
    assert (ran.status, ran.stdout, len(ran.lines)) == (1, "", 1), ran.stderr
    assert "Permission denied" in ran.stderr


@needs_root
@needs_system_python
def test_an_environment_that_the_owner_made_serves_everybody_who_can_read_it(
    foreign: Checkout, index: Index
) -> None:
    foreign.run(PIP_INDEX_URL=index.url)
    _own(foreign.root, 0)
    ran = foreign.run(prefix=_as_nobody())
    assert (ran.status, ran.stderr) == (0, "")
    assert ran.told["executable"].startswith(str(foreign.root))


@needs_root
@needs_system_python
@pytest.mark.parametrize("others", ["owner", "mode", "directory"])
def test_root_never_runs_a_python_that_others_can_write(
    foreign: Checkout, index: Index, open_place: Path, others: str
) -> None:
    trap = open_place / "bin" / "python3"
    trap.write_text(f'#!/bin/sh\ntouch {open_place}/sprung\nexec /usr/bin/python3 "$@"\n', encoding="utf-8")
    trap.chmod(0o777 if others == "mode" else 0o755)
    if others == "owner":
        os.chown(trap, NOBODY, NOBODY)
    if others == "directory":
        trap.parent.chmod(0o777)
    ran = foreign.run(PIP_INDEX_URL=index.url)
    assert ran.status == 0, ran.stderr
    assert not (open_place / "sprung").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_checkout_that_is_closed_to_its_owner_has_its_environment_in_the_cache(
    checkout: Checkout, index: Index
) -> None:
    checkout.root.chmod(0o555)
    try:
        ran = checkout.run(PIP_INDEX_URL=index.url)
    finally:
        checkout.root.chmod(0o755)
    assert ran.told["executable"].startswith(f"{checkout.home}/.cache/pipwise/checkouts/")
