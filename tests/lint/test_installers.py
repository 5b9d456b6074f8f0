"""Shell installers run for real, before and after their repair: what is predicted to fail fails, what is repaired works."""

from __future__ import annotations

import os
import re

import pytest

from pipwise.lint.analyse import Wanted, analyse
from pipwise.lint.discover import Candidate
from pipwise.lint.kinds import kind_of
from pipwise.lint.mend import mend
from tests.lint.builder import AUTHORITY, HERE
from tests.rigs.machine import BUNDLE, available, machine

PLACE = os.path.join(HERE, "builds", "installers")
SCRIPTS = sorted(os.listdir(PLACE))
SUITES = {"bookworm": "debian:12", "trixie": "debian:13"}
OVERRIDES = (b"--break-system", b"BREAK_SYSTEM_PACKAGES", b"EXTERNALLY-MANAGED")


def text(name: str) -> bytes:
    with open(os.path.join(PLACE, name), "rb") as file:
        return file.read()


def said(name: str, key: str) -> str:
    found = re.search(rf"^# {key}: (.*)$", text(name).decode(), re.MULTILINE)
    return found[1] if found else ""


def candidate(data: bytes) -> Candidate:
    kind = kind_of("install.sh", data[:80])
    assert kind is not None
    return Candidate("install.sh", kind, data)


def verdicts(data: bytes, on: str) -> set[str]:
    report, unread = analyse(candidate(data), Wanted(on=on))
    assert report is not None
    assert unread == ()
    return {site.verdict for site in report.analysis.sites}


def repaired(name: str, on: str) -> bytes:
    return mend(candidate(text(name)), Wanted(on=on), unsafe=True).data


@pytest.mark.parametrize("on", SUITES.values())
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_repair_leaves_nothing_that_fails_and_no_override(name: str, on: str) -> None:
    data, after = text(name), repaired(name, on)
    assert ("refused" in verdicts(data, on)) == (said(name, "script") == "fails" or name == "retried.sh")
    assert (after == data) == (said(name, "fix") == "none")
    assert verdicts(after, on) == {"allowed"}
    assert not any(one in after for one in OVERRIDES)
    assert mend(candidate(after), Wanted(on=on), unsafe=True).data == after
    assert mend(candidate(data), Wanted(on=on), unsafe=False).data == data


def test_there_are_enough() -> None:
    assert sum(said(name, "script") == "fails" for name in SCRIPTS) >= 8


@pytest.mark.rigs
@pytest.mark.slow
@pytest.mark.skipif(bool(available()), reason=str(available()))
@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize("name", SCRIPTS)
def test_a_real_run(name: str, suite: str) -> None:
    """As predicted before; after the repair it ends well: each script uses what it has installed."""
    user = said(name, "user") or "root"
    fails, after = said(name, "script") == "fails", repaired(name, SUITES[suite])
    home = "/root" if user == "root" else f"/home/{user}"
    for data, works in ((text(name), not fails), *(((after, True),) if after != text(name) else ())):
        with machine(suite, "pip" if user == "root" else "venv") as rig:
            rig.run(["cp", BUNDLE, AUTHORITY])
            rig.write("/etc/pip.conf", f"[global]\ncert = {AUTHORITY}\n")
            rig.write("/install.sh", data, mode=0o755)
            before = rig.tree("/usr/local/lib", "/usr/local/bin")
            done = rig.run(["/install.sh"], user=user, cwd=home, timeout=300)
            assert (done.status == 0) == works, data.decode() + done.stdout[-1500:] + done.stderr[-1500:]
            assert works or "externally-managed-environment" in done.stderr
            if data is after:
                assert rig.changes(before, rig.tree("/usr/local/lib", "/usr/local/bin")) == ([], [], [])
