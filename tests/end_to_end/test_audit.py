"""Real damage on real machines: all of it is found, and nothing else; a repair mends it, and undo brings it back."""

from __future__ import annotations

import json
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipwise.audit import audit
from pipwise.backends import BACKENDS
from pipwise.system.real import RealLook
from tests.end_to_end.conftest import ROOT
from tests.recorded.distant import DistantLook
from tests.recorded.record import agent
from tests.rigs import payload, wheels
from tests.rigs.damaged import PAYLOADS, ROWS, Row
from tests.rigs.machine import Machine, Result, available, machine
from tests.rigs.managers import MACHINES, carry_out, managed, sure

pytestmark = [pytest.mark.skipif(bool(available()), reason=str(available()))]
VERSIONS = {"bullseye": "3.9", "bookworm": "3.11", "trixie": "3.13", "sid": "3.13"}
DEPENDENCIES = sysconfig.get_paths()["purelib"]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("damaged")
    payload.build_for_all(place, PAYLOADS)
    return place


@cache
def wheelhouse() -> str:
    for version in ("23.0.1", "24.0", "25.3", "26.3"):
        wheels.pip(version)
    return wheels.directory()


@contextmanager
def rig_of(suite: str, layer: str, shared: Path) -> Iterator[Machine]:
    binds = {str(shared): "/payload", wheelhouse(): "/wheels", wheels.uv(): "/uv"}
    with machine(suite, layer, binds=binds | {str(ROOT / "src"): "/src", DEPENDENCIES: "/deps"}) as rig:
        yield rig


def pipwise(rig: Machine, *words: str, user: str = "root") -> Result:
    code = "import sys; sys.path[:0] = ['/src', '/deps']; from pipwise.cli.main import main; sys.exit(main())"
    return rig.run(["python3", "-B", "-c", code, *words], user=user, timeout=300)


def found(rig: Machine, *words: str, user: str = "root") -> list[tuple[str, str]]:
    """(code, path) of every error and warning."""
    done = pipwise(rig, "audit", "--json", *words, user=user)
    assert done.status in (0, 1), done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    assert document["problem"] is None
    damage = [(one["code"], one["path"]) for one in document["findings"] if one["severity"] != "info"]
    assert done.status == (1 if damage else 0)
    return damage


def filled(text: str, suite: str) -> str:
    python = f"python{VERSIONS[suite]}"
    words = {
        "{pip}": "PYTHONPATH=/wheels/pip-26.3",
        "{uv}": "/uv",
        "{site}": f"/usr/local/lib/{python}/dist-packages",
        "{user}": f"/home/alice/.local/lib/{python}/site-packages",
        "{os}": "/usr/lib/python3/dist-packages",
        "{lib}": f"/usr/lib/{python}",
        "{py}": python,
    }
    for word, value in words.items():
        text = text.replace(word, value)
    return text


def damage(rig: Machine, row: Row, suite: str) -> None:
    alice = 'alice() { setpriv --reuid=alice --regid=alice --init-groups env HOME=/home/alice "$@"; }'
    sure(rig, f"{alice}; {filled(row.how, suite)}")


CELLS = [pytest.param(row, suite, id=f"{suite}: {row.name}") for row in ROWS for suite in row.suites]


@pytest.mark.parametrize(("row", "suite"), CELLS)
def test_all_that_was_done_is_found_and_nothing_else(row: Row, suite: str, shared: Path) -> None:
    with rig_of(suite, row.layer, shared) as rig:
        damage(rig, row, suite)
        expected = sorted((code, filled(path, suite)) for code, path in row.finds)
        seen = sorted(found(rig))
        assert len(seen) == len(expected), (seen, expected)
        for (code, path), (wanted, pattern) in zip(seen, expected, strict=True):
            assert code == wanted
            assert fnmatchcase(path, f"{pattern}*"), (path, pattern)


@pytest.mark.parametrize("user", ["root", "alice"])
@pytest.mark.parametrize(
    "image",
    ["bookworm-pkgs", "bookworm-venv", "trixie-pkgs", "trixie-venv", "sid-pip"],
)
def test_a_clean_machine_has_nothing(image: str, user: str, shared: Path) -> None:
    suite, _, layer = image.partition("-")
    with rig_of(suite, layer, shared) as rig:
        assert found(rig, user=user) == []


@pytest.mark.parametrize("suite", ["bookworm", "trixie"])
def test_a_slim_image_has_nothing(suite: str, shared: Path) -> None:
    with rig_of(suite, "pkgs", shared) as rig:
        sure(
            rig,
            "rm -rf /usr/share/doc /usr/share/man /usr/share/locale; find /usr/lib -name __pycache__ -exec rm -r {} +",
        )
        assert found(rig) == []


def _verified(rig: Machine, suite: str) -> list[str]:
    return [line for line in rig.dpkg_verify() if "/python" in line]


REPAIRED = [
    pytest.param(row, suite, id=f"{suite}: {row.name}")
    for row in ROWS
    for suite in row.suites
    if row.name
    in (
        "three at once",
        "the two steps: pip upgraded, which then removes what is apt's",
        "uninstalled what is apt's",
        "marker deleted",
        "marker diverted",
        "a file of an OS package edited",
        "pip.conf of the machine",
        "an interrupted pip",
        "six by setup.py install",
        "into apt's own directory",
        "an editable copy",
    )
]


@pytest.mark.parametrize(("row", "suite"), REPAIRED)
def test_repaired_it_is_as_the_manager_says_and_undone_it_is_as_before(
    row: Row, suite: str, shared: Path
) -> None:
    with rig_of(suite, row.layer, shared) as rig:
        damage(rig, row, suite)
        sure(rig, "apt-get update -qq")
        before = rig.tree("/usr", "/etc", "/opt", "/srv")
        repaired = pipwise(rig, "repair", "--yes", "--json")
        assert repaired.status == 0, repaired.stderr
        document = json.loads(repaired.stdout)
        assert document["remaining"] == []
        assert found(rig) == []
        assert _verified(rig, suite) == []
        assert rig.exists(filled("{lib}/EXTERNALLY-MANAGED", suite))
        undone = pipwise(rig, "undo", str(document["run"]), "--yes")
        assert undone.status == 0, undone.stderr
        changes = rig.changes(before, rig.tree("/usr", "/etc", "/opt", "/srv"))
        assert [path for each in changes for path in each if "__pycache__" not in path] == []
        assert sorted(code for code, _ in found(rig)) == sorted(code for code, _ in row.finds)


def test_a_user_mends_what_is_their_own_and_is_told_who_mends_the_rest(shared: Path) -> None:
    with rig_of("bookworm", "pkgs", shared) as rig:
        alice = "setpriv --reuid=alice --regid=alice --init-groups env HOME=/home/alice"
        sure(rig, filled(f"{alice} {ROWS[0].how.replace('-I', '--user -I')}; {ROWS[0].how}", "bookworm"))
        done = pipwise(rig, "repair", "--yes", user="alice")
        assert done.status == 1, done.stderr
        assert "pipwise repair" in done.stderr
        assert "what the operating system owns is root's: sudo" in done.stderr
        assert [code for code, path in found(rig) if path.startswith("/home/")] == []
        assert pipwise(rig, "repair", "--yes").status == 0
        assert found(rig) == []


def test_nothing_is_done_where_nobody_confirms_it(shared: Path) -> None:
    with rig_of("bookworm", "pkgs", shared) as rig:
        damage(rig, ROWS[0], "bookworm")
        before = rig.tree("/usr", "/etc")
        for words, status in ((("--plan",), 1), ((), 3), (("--only", "yaml"), 0), (("--bad",), 2)):
            assert pipwise(rig, "repair", *words).status == status
        assert rig.changes(before, rig.tree("/usr", "/etc")) == ([], [], [])


@pytest.mark.parametrize("image", ["bullseye-venv", "bookworm-pkgs", "sid-venv"])
def test_the_root_of_an_image_is_audited_from_outside(image: str, shared: Path) -> None:
    suite, _, layer = image.partition("-")
    with rig_of(suite, layer, shared) as rig:
        look = RealLook(root=f"/proc/{rig.pid}/root")
        assert [one for one in audit(look).damage if one.severity != "info"] == []
        sure(rig, "printf '[global]\\nbreak-system-packages = true\\n' >/etc/pip.conf")
        assert [one.path for one in audit(look).damage if one.severity != "info"] == ["/etc/pip.conf:2"]


_COPY = (
    "site=/usr/lib/python3.12/site-packages; local=/usr/local/lib/python3.12/site-packages; copy() { mkdir -p $2/$1-9.dist-info;"
    " printf 'Metadata-Version: 2.1\\nName: %s\\nVersion: 9\\n' $1 >$2/$1-9.dist-info/METADATA;"
    " echo $1.py,, >$2/$1-9.dist-info/RECORD; touch $2/$1.py; }"
)
_PYTHON = "mkdir -p /usr/lib/python3.12; touch /usr/lib/python3.12/os.py; cp /bin/true /usr/bin/python3.12"
_SMALL = [
    ("nothing", "true", []),
    (
        "a copy beside",
        "copy requests $local",
        [("shadowed", "/usr/local/lib/python3.12/site-packages/requests-9.dist-info")],
    ),
    (
        "a stranger among them",
        "copy lib668 $site",
        [("not-owned", "/usr/lib/python3.12/site-packages/lib668-9.dist-info")],
    ),
    (
        "a changed file",
        "echo x >>$site/requests/__init__.py",
        [("changed-file", "/usr/lib/python3.12/site-packages/requests/__init__.py")],
    ),
    (
        "a deleted file",
        "rm $site/requests/__init__.py",
        [("changed-file", "/usr/lib/python3.12/site-packages/requests/__init__.py")],
    ),
]


@pytest.fixture(scope="module", params=["dnf4", "zypper", "pacman6", "pacman7"])
def small(request: pytest.FixtureRequest) -> Iterator[Machine]:
    """A machine of another manager, whose Python 3.12 is only files: nothing of it is run."""
    name = request.param
    with managed(name) as rig:
        sure(rig, MACHINES[name].fetch)
        package = "python-requests" if name.startswith("pacman") else "python3-requests"
        carry_out(rig, BACKENDS[MACHINES[name].manager].install((package,)))
        sure(rig, _PYTHON)
        yield rig


@pytest.mark.parametrize(("how", "finds"), [row[1:] for row in _SMALL], ids=[row[0] for row in _SMALL])
def test_other_managers_say_whose_files_are_whose(
    small: Machine, how: str, finds: list[tuple[str, str]]
) -> None:
    sure(small, "rm -rf /tmp/keep; cp -a /usr/lib/python3.12 /tmp/keep")
    sure(small, f"{_COPY}; {how}")
    with agent(small, "root", "/") as process:
        report = audit(DistantLook(process))
    sure(small, "rm -rf /usr/lib/python3.12 /usr/local/lib/python3.12; mv /tmp/keep /usr/lib/python3.12")
    assert report.survey.owned.problem == ""
    if report.survey.owned.manager == "pacman":
        # Arch's Python does not look below /usr/local: what is there hides nothing.
        finds = [one for one in finds if not one[1].startswith("/usr/local/")]
    assert [(one.code, one.path) for one in report.damage if one.severity != "info"] == finds
