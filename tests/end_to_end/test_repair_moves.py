"""A repair keeps what people need: applications start, libraries are imported from their new place, and undo brings all back."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from tests.end_to_end.conftest import Desk
from tests.rigs import payload
from tests.rigs.damaged import PAYLOADS
from tests.rigs.machine import Machine, Tree, available
from tests.rigs.managers import sure

pytestmark = [pytest.mark.skipif(bool(available()), reason=str(available())), pytest.mark.slow]
SETTINGS: dict[str, str | None] = {
    "PIP_NO_INDEX": "1",
    "PIP_FIND_LINKS": "/wheelhouse /payload/wheels",
    "PIP_ROOT_USER_ACTION": "ignore",
}
OS = "/usr/lib/python3/dist-packages"
JOB = "/usr/local/bin/job"
TREES = ("/usr", "/etc", "/opt", "/srv", "/var/lib/dpkg/diversions")


@pytest.fixture(scope="module", params=["bookworm-pipx", "trixie-pipx"])
def desk(
    request: pytest.FixtureRequest,
    desks: Callable[[str], AbstractContextManager[Desk]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Desk]:
    """Damaged: an application and a library by ``sudo pip``, whose six hides Debian's, and a file of Debian's that is gone."""
    place = tmp_path_factory.mktemp("wheelhouse")
    payload.build(place, PAYLOADS)
    with desks(request.param) as one:
        rig = one.machine
        for wheel in (place / "wheels").iterdir():
            rig.write(f"/wheelhouse/{wheel.name}", wheel.read_bytes())
        sure(rig, "apt-get update -qq; apt-get install -y -qq python3-six python3-blinker >/dev/null")
        # Root runs nothing in a home that alice can write into.
        sure(rig, "cp -a /home/alice/pipwise /root/pipwise; chown -R root: /root/pipwise")
        assert pipwise(rig, "--version").status == 0
        installed = rig.run(
            "pip3 install -q -I --break-system-packages app669 lib669 tool668", env=SETTINGS, timeout=120
        )
        assert installed.status == 0, installed.stderr
        rig.write(JOB, "#!/usr/bin/python3\nimport lib669\nprint(lib669.__version__)\n", mode=0o755)
        rig.write("/srv/app/requirements.txt", "# of the app\nlib669==1.0\n")
        sure(rig, f"rm {OS}/blinker/base.py; printf '[global]\\nbreak-system-packages = 1\\n' >/etc/pip.conf")
        yield one


def pipwise(rig: Machine, *words: str) -> Any:
    return rig.run(["/root/pipwise/pipwise", *words], env=SETTINGS, cwd="/root", timeout=400)


def damage(rig: Machine) -> list[str]:
    document = json.loads(pipwise(rig, "audit", "--json").stdout)
    return sorted(one["code"] for one in document["findings"] if one["severity"] != "info")


def changes(rig: Machine, before: Tree) -> list[str]:
    found = rig.changes(before, rig.tree(*TREES))
    return [path for each in found for path in each if "__pycache__" not in path]


DAMAGE = ["changed-file", "lasting-override", "shadowed"]


def test_what_is_only_shown_or_kept_changes_nothing(desk: Desk) -> None:
    rig = desk.machine
    assert damage(rig) == DAMAGE
    before = rig.tree(*TREES)
    shown = pipwise(rig, "repair", "--plan")
    assert shown.status == 1
    assert "goes along: app669 1.0" in shown.stderr
    assert f"{JOB}:2 imports lib669 1.0, which goes: let it run with /opt/pipwise/libraries" in shown.stderr
    assert "/srv/app/requirements.txt:2 declares lib669 1.0" in shown.stderr
    kept = pipwise(rig, "repair", "--plan", "--only", "six", "--keep", "app669")
    assert kept.status == 1
    assert "(app669 1.0 needs it; it is kept)" in kept.stderr
    assert "nothing is done" in kept.stderr
    assert changes(rig, before) == []


def test_only_mends_nothing_else(desk: Desk) -> None:
    rig = desk.machine
    before = rig.tree(*TREES)
    done = pipwise(rig, "repair", "--yes", "--json", "--only", "lasting-override")
    assert damage(rig) == ["changed-file", "shadowed"], done.stderr
    assert changes(rig, before) == ["/etc/pip.conf"]
    assert pipwise(rig, "undo", str(json.loads(done.stdout)["run"]), "--yes").status == 0
    assert changes(rig, before) == []


def test_applications_start_libraries_are_imported_and_undo_brings_all_back(desk: Desk) -> None:
    rig = desk.machine
    before = rig.tree(*TREES)
    done = pipwise(rig, "repair", "--yes", "--json")
    assert done.status == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["remaining"] == []
    assert {(one["project"], one["application"], one["library"]) for one in document["removed"]} == {
        ("six", False, False),
        ("app669", True, False),
        ("lib669", False, True),
    }
    assert damage(rig) == []
    assert [line for line in rig.dpkg_verify() if "/python" in line] == []
    # The applications, the one that was moved and the one that harmed nobody.
    for command, said in (("app669", "app669 1.0"), ("tool668", "tool668 1.0")):
        assert sure(rig, command).strip() == said
    assert "/opt/" in sure(rig, "realpath /usr/local/bin/app669")
    assert sure(rig, "python3 -c 'import six; print(six.__file__)'").startswith("/usr/lib/")
    root = document["environment"]
    assert {"lib669 1.0"} <= {f"{one['project']} {one['version']}" for one in document["proofs"]}
    sure(rig, f"sed -i '1s|.*|#!{root}/bin/python|' {JOB}")
    assert rig.run([JOB], user="alice").stdout == "1.0\n"
    sure(rig, f"sed -i '1s|.*|#!/usr/bin/python3|' {JOB}")
    _has_versions_and_hashes(rig)
    undone = pipwise(rig, "undo", str(document["run"]), "--yes")
    assert undone.status == 0, undone.stderr
    assert [path for path in changes(rig, before) if path != JOB] == []
    assert sure(rig, "app669").strip() == "app669 1.0"
    assert damage(rig) == DAMAGE


def _has_versions_and_hashes(rig: Machine) -> None:
    (path,) = sure(rig, "ls /var/lib/pipwise/*-libraries.txt").split()
    lines = [line for line in rig.read(path).decode().splitlines() if not line.startswith("#")]
    assert [line.partition(" ")[0] for line in lines] == ["lib669==1.0", "six==1.15.0"]
    assert all(len(line.partition("--hash=sha256:")[2]) == 64 for line in lines)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.65, 0.8, 0.95])
def test_killed_at_any_moment_it_is_taken_back_or_goes_on(desk: Desk, share: float) -> None:
    rig = desk.machine
    before = rig.tree(*TREES)
    begun = time.monotonic()
    done = pipwise(rig, "repair", "--yes", "--json")
    took = time.monotonic() - begun
    assert done.status == 0, done.stderr
    assert pipwise(rig, "undo", str(json.loads(done.stdout)["run"]), "--yes").status == 0
    assert changes(rig, before) == []
    # pipwise itself is killed, not the tool that it runs: that goes on, and the next pipwise waits for it.
    rig.run(
        f"/root/pipwise/pipwise repair --yes >/tmp/said 2>&1 & pid=$!; sleep {took * share:.2f}; kill -KILL $pid; wait",
        env=SETTINGS,
        cwd="/root",
        timeout=400,
    )
    if share == 0.5:
        # Where other work held it up, it may not have begun, or have ended.
        resumed = pipwise(rig, "resume", "--yes")
        if "no run in the journal was interrupted" in resumed.stderr:
            resumed = pipwise(rig, "repair", "--yes")
        assert resumed.status == 0, resumed.stderr
        assert damage(rig) == []
        assert sure(rig, "app669").strip() == "app669 1.0"
    undone = pipwise(rig, "undo", "--yes")
    # Before it has begun, and after it has ended, there is another answer; the tree is the same.
    assert undone.status in (0, 2), undone.stderr
    assert changes(rig, before) == []
    assert sure(rig, "app669").strip() == "app669 1.0"
    assert damage(rig) == DAMAGE
