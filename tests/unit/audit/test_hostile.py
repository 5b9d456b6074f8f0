"""A tree that somebody has made to lead an audit astray: it ends, nothing outside is read or removed, nothing of it is run."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipwise.audit import audit
from pipwise.audit.repairs import Wanted, mend
from pipwise.audit.repairs.users import users_of
from pipwise.model.plan import RemoveFiles
from pipwise.render.audit_json import audit_json
from pipwise.render.audit_text import audit_text
from pipwise.system.real import RealLook
from tests.unit.audit.debian import LOCAL, OS, Debian

SECRET = "a secret of the machine that looks"


class Watching(RealLook):
    """Notes what is read of which file, and that nothing is run."""

    def __init__(self, root: Path) -> None:
        super().__init__(root=str(root))
        self.opened: list[str] = []

    @property
    def uid(self) -> int:
        return 0

    def read(self, path: str, limit: int = 4_000_000) -> bytes:
        content = super().read(path, limit)
        self.opened.append(os.path.realpath(self._at(path)))
        return content


@pytest.fixture
def hostile(debian: Debian, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Debian]:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "shadow").write_text(f"Name: {SECRET}\nVersion: 1\n")
    local = debian.root / LOCAL[1:]
    (local / "loop").symlink_to("loop")
    (local / "round").symlink_to("..")
    (local / "loop-1.dist-info").symlink_to("loop-1.dist-info")
    (local / "out-1.dist-info").symlink_to(outside)
    (local / "up-1.dist-info").symlink_to("../" * 40 + str(outside)[1:])
    os.mkfifo(local / "fifo.pth")
    (local / "pipe-1.dist-info").mkdir()
    for name in ("METADATA", "RECORD", "INSTALLER", "entry_points.txt", "top_level.txt"):
        os.mkfifo(local / "pipe-1.dist-info" / name)
    debian.write(f"{LOCAL}/huge-1.dist-info/METADATA", "Requires-Dist: six\n" * 600_000)
    debian.write(f"{LOCAL}/wide-1.dist-info/RECORD", f'"{"x" * 300_000}",,\n')
    debian.write(f"{LOCAL}/null-1.dist-info/RECORD", "a\0b,,\n")
    debian.write(f"{LOCAL}/egg.pth", "./bad-1-py3.11.egg\n")
    debian.write(f"{LOCAL}/bad-1-py3.11.egg", "PK no zip")
    debian.write(f"{LOCAL}/many.pth", f"{outside}\n/proc/self/fd\n/\n..\n\0\n" + "x\n" * 10_000)
    debian.write(f"{LOCAL}/run.pth", f"import os; os.system('touch {outside}/run')\n")
    debian.write(f"{LOCAL}/sitecustomize.py", f"open('{outside}/run', 'w')\n")
    metadata = debian.pip("six", "1.15.0")
    steps = "\n".join(
        f"{one},,"
        for one in (
            "six.py",
            f"{outside}/shadow",
            "/etc/shadow",
            "../" * 30 + f"{str(outside)[1:]}/shadow",
            "round/../../../../etc/shadow",
            "out-1.dist-info/shadow",
            "loop/x",
        )
    )
    debian.write(f"{metadata}/RECORD", f"{steps}\n")
    debian.write("/etc/shadow", "root:*:\n")
    bad = os.fsencode(local) + b"/n\xff\xfe-1.dist-info"
    os.mkdir(bad)
    Path(os.fsdecode(bad + b"/METADATA")).write_bytes(b"Name: n\xff\nVersion: 1\n")
    os.mkdir(os.fsencode(local) + b"/~\xff-1.dist-info")
    Path(os.fsdecode(os.fsencode(local) + b"/~\xff-1.dist-info/x")).write_bytes(b"")
    yield debian
    assert not (outside / "run").exists()
    assert (outside / "shadow").exists()


def test_it_ends_and_reads_nothing_outside(hostile: Debian) -> None:
    look = Watching(hostile.root)
    report = audit(look)
    root = f"{os.path.realpath(hostile.root)}/"
    assert look.opened
    assert [path for path in look.opened if not path.startswith(root)] == []
    assert not any(path.endswith("/etc/shadow") for path in look.opened)
    said = f"{audit_json(report)}{audit_text(report)}"
    assert SECRET not in said
    assert ("shadowed", "six") in {
        (one.code, one.path.rpartition("/")[2].partition("-")[0]) for one in report.damage
    }


def test_a_repair_of_it_removes_nothing_but_what_is_the_copys(hostile: Debian) -> None:
    report = audit(Watching(hostile.root))
    found = mend(report, Wanted("/state/r"))
    gone = {path for step in found.plan.steps if isinstance(step, RemoveFiles) for path in step.paths}
    six = f"{LOCAL}/six-1.15.0.dist-info"
    assert gone == {
        f"{LOCAL}/six.py",
        *(f"{six}/{name}" for name in ("METADATA", "INSTALLER", "REQUESTED", "RECORD")),
        f"{LOCAL}/~\udcff-1.dist-info/x",
    }
    assert users_of(report.survey, found.removed) == ()


def test_files_that_are_devices_in_the_os_own_place(hostile: Debian) -> None:
    os.unlink(hostile.root / OS[1:] / "six.py")
    os.mkfifo(hostile.root / OS[1:] / "six.py")
    assert ("changed-file", "error", f"{OS}/six.py") in hostile.found()
