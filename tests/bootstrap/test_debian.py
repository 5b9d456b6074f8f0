"""The first run on real, bare Debian systems: nothing there but their own Python."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.architecture.tree import ROOT
from tests.rigs.machine import Machine, Result, available, machine

pytestmark = pytest.mark.rigs

HERE = "/home/alice/pipwise"
COPY = f"tar -C /src --exclude=.pipwise --exclude=.git --exclude=__pycache__ -c . | tar -x -C {HERE}"


@pytest.fixture(autouse=True)
def _usable() -> None:
    if reason := available():
        pytest.skip(reason)


def _copied(rig: Machine) -> Machine:
    done = rig.run(f"mkdir -p {HERE} && {COPY} && chown -R alice: {HERE} && touch /var/tmp/before")
    assert done.status == 0, done.stderr
    return rig


@pytest.fixture
def bookworm() -> Iterator[Machine]:
    """A fresh Debian 12 with a checkout that is alice's."""
    with machine("bookworm", "bare", binds={str(ROOT): "/src"}) as rig:
        yield _copied(rig)


def _version(rig: Machine, user: str, path: str = HERE) -> Result:
    return rig.run([f"{path}/pipwise", "--version"], user=user)


def _new(rig: Machine, *tests: str) -> str:
    """What lies on the system that was not there before, by find's own words."""
    places = "/usr /etc /opt /var/lib /root /home"
    return rig.run(f"find {places} -xdev -newer /var/tmp/before {' '.join(tests)}").stdout


@pytest.mark.parametrize("suite", ["bookworm", "trixie", "sid"])
def test_a_user_runs_it_on_a_bare_debian(suite: str) -> None:
    with machine(suite, "bare", binds={str(ROOT): "/src"}) as rig:
        _copied(rig)
        first = _version(rig, "alice")
        assert (first.status, first.stdout.split()[0], len(first.stderr.splitlines())) == (0, "pipwise", 3), (
            first
        )
        assert _version(rig, "alice").stderr == ""
        assert _new(rig, "-type f", f"-not -path '{HERE}/*'") == ""
        made = rig.run(
            f"{HERE}/.pipwise/run/bin/python -I -m virtualenv --no-periodic-update /tmp/e", user="alice"
        )
        assert made.status == 0, made.stderr
        assert rig.run(["/tmp/e/bin/pip", "--version"], user="alice").status == 0


def test_root_runs_it_in_the_checkout_of_a_user(bookworm: Machine) -> None:
    assert _version(bookworm, "root").status == 0
    assert _new(bookworm, "-user root", "-type f") == ""
    assert bookworm.run(f"find {HERE} -user root").stdout == ""
    owner = _version(bookworm, "alice")
    assert (owner.status, owner.stderr) == (0, "")


def test_a_checkout_that_is_mounted_read_only_is_run_from_the_cache(bookworm: Machine) -> None:
    """Root may write everywhere, but for this."""
    place = "/opt/pipwise"
    mount = f"mkdir {place} && mount -t tmpfs checkout {place} && cp -r {HERE}/. {place} && mount -o remount,ro {place}"
    assert bookworm.run(mount).status == 0
    for user, home in (("alice", "/home/alice"), ("root", "/root")):
        first = _version(bookworm, user, place)
        assert f"{home}/.cache/pipwise/checkouts{place}/" in first.stderr
        second = _version(bookworm, user, place)
        assert (second.status, second.stderr) == (0, "")


def test_no_certificate_store_is_one_line_that_says_what_to_do_next() -> None:
    with machine("bookworm", "bare", certificates=False, binds={str(ROOT): "/src"}) as rig:
        _copied(rig)
        for user, command in (
            ("alice", "sudo apt install ca-certificates"),
            ("root", "apt install ca-certificates"),
        ):
            ran = _version(rig, user)
            assert (ran.status, ran.stdout, len(ran.stderr.splitlines())) == (6, "", 1), ran
            assert ran.stderr.rstrip().endswith(f"or run: {command}")
            assert "PIP_CERT" in ran.stderr
        assert rig.run(f"ls -A {HERE}/.pipwise").stdout.split() == ["run.lock"]


def test_no_network_is_one_line() -> None:
    with machine("bookworm", "bare", network=False, binds={str(ROOT): "/src"}) as rig:
        ran = _version(_copied(rig), "alice")
        assert (ran.status, len(ran.stderr.splitlines())) == (6, 3), ran
        assert "Temporary failure in name resolution" in ran.stderr.splitlines()[-1]


def test_a_python_that_is_too_old_is_one_line() -> None:
    with machine("bullseye", "bare", network=False, binds={str(ROOT): "/src"}) as rig:
        ran = _version(_copied(rig), "alice")
        assert (ran.status, len(ran.stderr.splitlines())) == (6, 1), ran
        assert "no Python 3.11 or newer" in ran.stderr


def test_a_full_disk_is_one_line_and_leaves_nothing_half_done(bookworm: Machine) -> None:
    mount = f"mkdir {HERE}/.pipwise && mount -t tmpfs -o size=4m full {HERE}/.pipwise && chown alice: {HERE}/.pipwise"
    assert bookworm.run(mount).status == 0
    ran = _version(bookworm, "alice")
    assert (ran.status, len(ran.stderr.splitlines())) == (1, 3), ran
    assert "No space left on device" in ran.stderr.splitlines()[-1]
    assert bookworm.run(f"ls -A {HERE}/.pipwise").stdout.split() == ["run.lock"]


def test_the_suite_sets_itself_up_without_root_on_a_bare_debian(bookworm: Machine) -> None:
    """One quick test stands for the suite: the set-up, every check's tool and pytest are what is tried here."""
    ran = bookworm.run(
        [f"{HERE}/test", "--fast", "--", "tests/architecture/test_size.py"], user="alice", timeout=900
    )
    assert ran.status in (0, 1), ran
    assert ran.stdout.splitlines()[-1].startswith("====")
    assert " passed" in ran.stdout.splitlines()[-1]
    assert _new(bookworm, "-type f", f"-not -path '{HERE}/*'") == ""
