"""Jobs in containers run for real, step by step with their env files, before and after their repair."""

from __future__ import annotations

import os
import re

import pytest
import yaml

from pipwise.lint.analyse import Wanted
from pipwise.lint.discover import Candidate
from pipwise.lint.kinds import kind_of
from pipwise.lint.mend import mend
from tests.lint.builder import AUTHORITY, HERE, TIME
from tests.rigs.machine import BUNDLE, Machine, Result, available, machine

PLACE = os.path.join(HERE, "builds", "jobs")
JOBS = sorted(os.listdir(PLACE))
SUITES = {"debian:12": "bookworm", "debian:bookworm": "bookworm", "debian:13": "trixie"}
SHELLS = {"sh": ["sh", "-e"], "bash": ["bash", "--noprofile", "--norc", "-eo", "pipefail"]}
"""How the runner calls them: docs.github.com, "Workflow syntax", ``steps[*].shell``; in a container sh is the default."""


def text(name: str) -> bytes:
    with open(os.path.join(PLACE, name), "rb") as file:
        return file.read()


def repaired(name: str) -> bytes:
    path = ".gitlab-ci.yml" if name.startswith("gitlab") else f".github/workflows/{name}"
    kind = kind_of(path, b"")
    assert kind is not None
    mended = mend(Candidate(path, kind, text(name)), Wanted(), unsafe=False)
    assert mended.report is not None
    assert {site.verdict for site in mended.report.analysis.sites} == {"allowed"}
    return mended.data


def suite_of(data: bytes) -> str:
    job = next(iter(yaml.safe_load(data).get("jobs", yaml.safe_load(data)).values()))
    image = job.get("container") or job["image"]
    return SUITES[image["image"] if isinstance(image, dict) else image]


def run(rig: Machine, data: bytes, then: str) -> Result:
    """Every step in a shell of its own; what it writes to the files of the runner is there in the next."""
    read = yaml.safe_load(data)
    if "jobs" not in read:
        lines = [*read["test"].get("before_script", []), *read["test"]["script"], then]
        return step(rig, "bash", "set -eo pipefail\n" + "\n".join(lines), {})
    job = read["jobs"]["test"]
    shell = job.get("defaults", {}).get("run", {}).get("shell", "sh")
    env, done = dict(job.get("env", {})), Result(0, "", "")
    for one in [*(one["run"] for one in job["steps"]), then]:
        done = step(rig, shell, one, env)
        if done.status:
            break
        added = rig.read("/runner/path").decode().split()
        if added:
            env["PATH"] = ":".join(
                [*reversed(added), "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]
            )
        env |= dict(line.split("=", 1) for line in rig.read("/runner/env").decode().splitlines())
    return done


def step(rig: Machine, shell: str, script: str, env: dict[str, str]) -> Result:
    rig.write("/runner/step.sh", script)
    files = {"GITHUB_PATH": "/runner/path", "GITHUB_ENV": "/runner/env", "DEBIAN_FRONTEND": "noninteractive"}
    trusted = {"PIP_CERT": AUTHORITY, "SSL_CERT_FILE": AUTHORITY}
    words = [*SHELLS[shell], "/runner/step.sh"]
    return rig.run(words, cwd="/work", env={**trusted, **files, **env}, timeout=TIME)


@pytest.mark.parametrize("name", JOBS)
def test_a_repair_leaves_nothing_that_fails(name: str) -> None:
    assert repaired(name) != text(name)


@pytest.mark.rigs
@pytest.mark.slow
@pytest.mark.skipif(bool(available()), reason=str(available()))
@pytest.mark.parametrize("name", JOBS)
def test_a_real_run(name: str) -> None:
    """Refused before; afterwards it ends well, and a later step imports what was installed."""
    then = re.findall(r"^# then: (.*)$", text(name).decode(), re.MULTILINE)[0]
    for data, works in ((text(name), False), (repaired(name), True)):
        with machine(suite_of(data), "base") as rig:
            rig.run(["cp", BUNDLE, AUTHORITY])
            rig.run("mkdir -p /work /runner && touch /runner/path /runner/env")
            done = run(rig, data, then)
            assert (done.status == 0) == works, data.decode() + done.stdout[-1500:] + done.stderr[-1500:]
            assert works or "externally-managed-environment" in done.stderr
