"""Plays of Ansible run for real, before and after their repair: what is predicted to fail fails, what is repaired works."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest

from pipwise.lint.analyse import Wanted, analyse
from pipwise.lint.discover import Candidate
from pipwise.lint.kinds import kind_of
from pipwise.lint.mend import mend
from tests.lint.builder import AUTHORITY, HERE
from tests.rigs.machine import BUNDLE, Machine, Result, available, machine

PLACE = os.path.join(HERE, "builds", "plays")
PLAYS = sorted(name.removesuffix(".yml") for name in os.listdir(PLACE) if name.endswith(".yml"))
SUITES = {"bookworm": "debian:12", "trixie": "debian:13"}
CORE = "ansible-core==2.19.14"
REFUSED = "error: externally-managed-environment"
OVERRIDES = (b"--break-system", b"break_system_packages", b"BREAK_SYSTEM_PACKAGES")
Files = dict[str, bytes]


@cache
def files_of(name: str) -> Files:
    """The play, with the roles that it names, by their paths below a repository."""
    found = {"playbooks/site.yml": read(f"{name}.yml")}
    for role in re.findall(r"^    - (\w+)$", found["playbooks/site.yml"].decode(), re.MULTILINE):
        path = f"roles/{role}/tasks/main.yml"
        if os.path.exists(os.path.join(PLACE, path)):
            found[path] = read(path)
    return found


def read(path: str) -> bytes:
    with open(os.path.join(PLACE, path), "rb") as file:
        return file.read()


def said(name: str, key: str) -> list[str]:
    text = read(f"{name}.yml").decode()
    return [str(line) for line in re.findall(rf"^# {key}: (.*)$", text, re.MULTILINE)]


def candidate(path: str, data: bytes) -> Candidate:
    kind = kind_of(path, b"")
    assert kind is not None
    assert kind.name == "ansible"
    return Candidate(path, kind, data)


def verdicts(files: Files, on: str) -> list[str]:
    found = []
    for path, data in files.items():
        report, unread = analyse(candidate(path, data), Wanted(on=on))
        assert report is not None
        assert unread == ()
        found += [site.verdict for site in report.analysis.sites]
    return found


def repaired(files: Files, on: str, *, unsafe: bool) -> Files:
    return {
        path: mend(candidate(path, data), Wanted(on=on), unsafe=unsafe).data for path, data in files.items()
    }


@pytest.mark.parametrize("on", SUITES.values())
@pytest.mark.parametrize("name", PLAYS)
def test_a_repair_leaves_nothing_that_fails_and_no_override(name: str, on: str) -> None:
    files, fix = files_of(name), said(name, "fix")[0]
    assert ("refused" in verdicts(files, on)) == (said(name, "play") == ["fails"])
    after = repaired(files, on, unsafe=fix == "unsafe")
    assert (after == files) == (fix == "none")
    if fix == "unsafe":
        assert repaired(files, on, unsafe=False) == files
    assert set(verdicts(after, on)) <= {"allowed"}
    assert not any(one in data for one in OVERRIDES for data in after.values())
    assert repaired(after, on, unsafe=True) == after


@pytest.mark.parametrize("name", [name for name in PLAYS if said(name, "fix") != ["none"]])
def test_where_the_hosts_are_not_known_a_repair_asks_for_leave(name: str) -> None:
    files = files_of(name)
    assert repaired(files, "", unsafe=False) == files
    after = repaired(files, "", unsafe=True)
    assert after != files
    assert set(verdicts(after, "debian:12")) <= {"allowed"}
    assert set(verdicts(after, "fedora:41")) <= {"allowed"}


@pytest.fixture(scope="module")
def ansibles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An ansible-core from the index for each suite's Python, made when it is first asked for."""

    class Made(dict[str, Path]):
        def __missing__(self, suite: str) -> Path:
            place = tmp_path_factory.mktemp(f"ansible-{suite}")
            with machine(suite, "venv", binds={str(place): "/opt/ansible:rw"}) as rig:
                line = f"python3 -m venv /opt/ansible && /opt/ansible/bin/pip install -q {CORE}"
                done = rig.run(line, timeout=300)
                assert done.status == 0, done.stderr
            os.chmod(place, 0o755)
            self[suite] = place
            return place

    return Made()


def play(rig: Machine, name: str, files: Files) -> Result:
    """Run it as ansible-playbook does on a host of its own: the modules' interpreter is the system's."""
    user = (said(name, "user") or ["root"])[0]
    rig.run(["cp", BUNDLE, AUTHORITY])
    rig.write("/etc/pip.conf", f"[global]\ncert = {AUTHORITY}\n")
    for path, data in files.items():
        rig.write(f"/repo/{path}", data)
    env = {
        "ANSIBLE_PYTHON_INTERPRETER": "/usr/bin/python3",
        "ANSIBLE_LIBRARY": "/library",
        "ANSIBLE_ROLES_PATH": "/repo/roles",
        "LC_ALL": "C.UTF-8",
    }
    words = ["/opt/ansible/bin/ansible-playbook", "-i", "rig,", "-c", "local", "-u", user]
    return rig.run([*words, "/repo/playbooks/site.yml"], user=user, env=env, cwd="/", timeout=300)


@pytest.mark.rigs
@pytest.mark.slow
@pytest.mark.skipif(bool(available()), reason=str(available()))
@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("name", PLAYS)
def test_a_real_play(name: str, suite: str, ansibles: dict[str, Path]) -> None:
    """As predicted before; after the repair it ends well, and what it installed is there."""
    fails, fix = said(name, "play") == ["fails"], said(name, "fix")[0]
    files = files_of(name)
    after = repaired(files, SUITES[suite], unsafe=fix == "unsafe")
    layer = "venv" if said(name, "user") else "pip"
    binds = {str(ansibles[suite]): "/opt/ansible", os.path.join(PLACE, "library"): "/library"}
    for data, works in ((files, not fails), *(((after, True),) if fix != "none" else ())):
        with machine(suite, layer, binds=binds) as rig:
            done = play(rig, name, data)
            assert (done.status == 0) == works, "\n".join(
                [*(one.decode() for one in data.values()), done.stdout[-3000:], done.stderr[-1500:]]
            )
            assert works or REFUSED in done.stdout, done.stdout[-3000:]
            for line in said(name, "then") if data is after or fix == "none" else ():
                then = rig.run(line, user=(said(name, "user") or ["root"])[0])
                assert then.status == 0, f"{line}: {then.stderr}"
