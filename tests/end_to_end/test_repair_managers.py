"""rpm's and pacman's own Pythons, damaged by a real pip: their managers mend them, say so themselves, and undo holds."""

import json
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.conftest import ROOT
from tests.rigs import payload, wheels
from tests.rigs.damaged import PAYLOADS
from tests.rigs.machine import Machine, Result, available, machine
from tests.rigs.managers import PYTHONS, REPOSITORIES, sure

pytestmark = [pytest.mark.skipif(bool(available()), reason=str(available())), pytest.mark.slow]
DEPENDENCIES = sysconfig.get_paths()["purelib"]
INSTALL = {
    "dnf": "dnf install -y python3 python3-blinker python3-requests",
    "zypper": "zypper --non-interactive --no-gpg-checks install --oldpackage python3 python3-blinker python3-requests",
    "pacman": "pacman -Sy --noconfirm --overwrite '*' python python-blinker python-requests",
}
VERIFY = {
    "dnf": "rpm -Va --nodeps || true",
    "zypper": "rpm -Va --nodeps || true",
    "pacman": "pacman -Qkk 2>&1 | grep -v ' 0 altered files' || true",
}
PIP = (
    'export PYTHONPATH=/wheels/pip-24.0; pip() { python3 -m pip "$@" -q --no-index --find-links /payload/wheels '
    "--break-system-packages --root-user-action ignore; }; lib=$(python3 -c 'import os; print(os.path.dirname(os.__file__))')"
)
# What is typed, and what an audit has to find of it: where pip's own place is the OS's (Arch), and where it is not.
DAMAGE = {
    "a copy": ("pip install -I six", {"shadowed"}, {"changed-file", "not-owned", "broken-distribution"}),
    "an upgrade": ("pip install blinker==9.0", {"changed-file"}, {"changed-file", "not-owned"}),
    "all of it": (
        (
            "pip install -I six; pip install blinker==9.0; rm $lib/EXTERNALLY-MANAGED; "
            "echo x >>$lib/site-packages/requests.py; printf '[global]\\nbreak-system-packages = true\\n' >/etc/pip.conf"
        ),
        {"shadowed", "changed-file", "marker", "lasting-override"},
        {"changed-file", "not-owned", "marker", "lasting-override", "broken-distribution"},
    ),
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("damaged")
    payload.build_for_all(place, PAYLOADS)
    return place


@pytest.fixture(scope="module", params=["dnf4", "dnf5", "zypper", "pacman6", "pacman7"])
def root(request: pytest.FixtureRequest, shared: Path) -> Iterator[tuple[Machine, str]]:
    kind = PYTHONS[request.param]
    wheels.pip("24.0")
    binds = {str(REPOSITORIES): "/repositories", str(shared): "/payload", wheels.directory(): "/wheels"}
    binds |= {str(ROOT / "src"): "/src", DEPENDENCIES: "/deps"}
    with machine(kind.suite, kind.layer, binds=binds) as rig:
        sure(rig, kind.prepare)
        sure(rig, f"{kind.fetch}; {INSTALL[kind.manager]}")
        # As Fedora's Python brings it.
        sure(rig, "mkdir -p /usr/local/$(cd /usr && echo lib/python3.*)/site-packages")
        yield rig, kind.manager


def pipwise(rig: Machine, *words: str) -> Result:
    code = "import sys; sys.path[:0] = ['/src', '/deps']; from pipwise.cli.main import main; sys.exit(main())"
    return rig.run(["python3", "-B", "-c", code, *words], timeout=300)


def found(rig: Machine) -> set[str]:
    done = pipwise(rig, "audit", "--json")
    assert done.status in (0, 1), done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    assert document["problem"] is None
    return {one["code"] for one in document["findings"] if one["severity"] != "info"}


@pytest.mark.parametrize("damage", DAMAGE)
def test_the_manager_mends_it_and_says_so_itself(root: tuple[Machine, str], damage: str) -> None:
    rig, manager = root
    command, beside, among = DAMAGE[damage]
    assert found(rig) == set()
    assert sure(rig, VERIFY[manager]) == ""
    clean = rig.tree("/usr", "/etc")
    sure(rig, f"{PIP}; {command}")
    codes = found(rig)
    assert codes == (among if manager == "pacman" else beside), codes
    before = rig.tree("/usr", "/etc")
    repaired = pipwise(rig, "repair", "--yes", "--json")
    assert repaired.status == 0, repaired.stderr
    document = json.loads(repaired.stdout)
    assert document["remaining"] == []
    assert sure(rig, VERIFY[manager]) == ""
    assert rig.exists(sure(rig, f"{PIP}; echo $lib/EXTERNALLY-MANAGED").strip())
    versions = (
        "import six, blinker, requests; print(six.__version__, blinker.__version__, requests.__version__)"
    )
    assert sure(rig, f"python3 -B -c '{versions}'").split() == ["1.16.0", "1.5", "2.31.0"]
    # Of a file of settings only the line goes.
    assert [path for path in _differences(rig, clean) if path != "/etc/pip.conf"] == []
    undone = pipwise(rig, "undo", str(document["run"]), "--yes")
    assert undone.status == 0, undone.stderr
    assert _differences(rig, before) == []
    assert found(rig) == codes
    assert pipwise(rig, "repair", "--yes").status == 0
    assert sure(rig, VERIFY[manager]) == ""
    sure(rig, "rm -f /etc/pip.conf")


def _differences(rig: Machine, before: Any) -> list[str]:
    changes = rig.changes(before, rig.tree("/usr", "/etc"))
    # rpm keeps its database below /usr on some systems, where every transaction leaves its traces.
    return [
        path for each in changes for path in each if "__pycache__" not in path and "/sysimage/" not in path
    ]
