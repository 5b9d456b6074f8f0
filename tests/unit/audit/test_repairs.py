"""From findings to steps: what goes, what comes back, what is left alone, and that nothing outside is ever touched."""

import os
from pathlib import Path

import pytest

from pipwise.audit.repairs import Mending, Wanted, mend
from pipwise.audit.repairs.removal import bases_of
from pipwise.model.plan import EditFile, RemoveFiles, RunTool, WriteFile
from pipwise.system.real import RealLook
from tests.unit.audit.debian import ALICE, LOCAL, MARKER, OS, Debian


class As(RealLook):
    """Another account's eyes on the same tree."""

    def __init__(self, root: Path, uid: int) -> None:
        super().__init__(root=str(root))
        self._uid = uid

    @property
    def uid(self) -> int:
        return self._uid


def mended(debian: Debian, *, uid: int = 0, **wanted: tuple[str, ...]) -> Mending:
    from pipwise.audit import audit

    return mend(audit(As(debian.root, uid)), Wanted("/state/r", **wanted))  # type: ignore[arg-type]  # names of tuples


def removed(mending: Mending) -> set[str]:
    return {path for step in mending.plan.steps if isinstance(step, RemoveFiles) for path in step.paths}


def test_a_copy_goes_with_its_scripts_and_bytecode_and_is_written_down_first(debian: Debian) -> None:
    path = debian.pip("six", "1.15.0", more={"../../../bin/six-tool": "", "sixx/a.py": ""})
    debian.write(f"{LOCAL}/__pycache__/six.cpython-311.pyc", "")
    debian.write(f"{LOCAL}/__pycache__/sixty.cpython-311.pyc", "")
    found = mended(debian)
    first = found.plan.steps[0]
    assert isinstance(first, WriteFile)
    assert first.path == "/state/r.txt"
    assert "six==1.15.0\n" in first.content
    assert removed(found) == {
        f"{LOCAL}/six.py",
        f"{LOCAL}/sixx/a.py",
        f"{LOCAL}/__pycache__/six.cpython-311.pyc",
        "/usr/local/bin/six-tool",
        *(f"{path}/{name}" for name in ("METADATA", "INSTALLER", "REQUESTED", "RECORD")),
    }
    assert not found.left


@pytest.mark.parametrize(
    "line",
    [
        "/etc/shadow",
        "../../../../../etc/shadow",
        "../../../../lib/python3/dist-packages/six.py",
        "linked/shadow",
        "../../../bin/linked/shadow",
        "fifo",
    ],
)
def test_a_record_that_leads_out_removes_nothing(debian: Debian, line: str) -> None:
    debian.write("/etc/shadow", "secret")
    os.symlink("/etc", debian.root / LOCAL[1:] / "linked")
    os.symlink("/etc", debian.root / "usr/local/bin/linked")
    os.mkfifo(debian.root / LOCAL[1:] / "fifo")
    metadata = debian.pip("six", "1.15.0")
    debian.write(f"{metadata}/RECORD", f"six.py,,\n{line},,\n")
    gone = removed(mended(debian))
    assert gone == {
        f"{LOCAL}/six.py",
        *(f"{metadata}/{name}" for name in ("METADATA", "INSTALLER", "REQUESTED", "RECORD")),
    }


def test_among_the_os_own_a_record_cannot_take_a_command_of_an_os_package(debian: Debian) -> None:
    debian.package("coreutils", {"/bin/ls": ""})
    debian.package("findutils", {"/usr/bin/find": ""})
    debian.write("/usr/bin/ls", "")
    debian.write("/usr/share/doc/x", "")
    debian.write("/usr/bin/black", "")
    lines = ("ls", "find", "black")
    debian.pip(
        "black", "24", OS, more={f"../../../bin/{one}": "" for one in lines} | {"../../../share/doc/x": ""}
    )
    assert {one for one in removed(mended(debian)) if not one.startswith(OS)} == {"/usr/bin/black"}


def test_where_scripts_of_a_place_stand() -> None:
    assert bases_of(ALICE)[1] == "/home/alice/.local/bin"
    assert bases_of("/home/libby/.local/lib/python3.11/site-packages")[1] == "/home/libby/.local/bin"
    assert bases_of("/usr/lib64/python3.12/site-packages") == (
        "/usr/lib64/python3.12/site-packages",
        "/usr/bin",
    )
    assert bases_of("/srv/library/code") == ("/srv/library/code",)


def test_changed_files_come_back_in_the_version_that_is_installed(debian: Debian) -> None:
    debian.write(f"{OS}/six.py", "other")
    (tool,) = mended(debian).plan.steps
    assert isinstance(tool, RunTool)
    assert tool.argv[:3] == ("apt-get", "install", "--reinstall")
    assert tool.argv[-1] == "python3-six=1.16.0-1"
    assert OS in tool.changes


def test_the_copy_that_took_the_place_of_deleted_files_goes_first(debian: Debian) -> None:
    debian.pip("six", "1.17.0")
    for name in ("six.py", "six-1.16.0.dist-info/METADATA"):
        (debian.root / OS[1:] / name).unlink()
    found = mended(debian)
    assert f"{LOCAL}/six.py" in removed(found)
    assert isinstance(found.plan.steps[-1], RunTool)


def test_the_marker_comes_back_with_its_package(debian: Debian) -> None:
    (debian.root / MARKER[1:]).unlink()
    tool = mended(debian).plan.steps[-1]
    assert isinstance(tool, RunTool)
    assert "libpython3.11-stdlib=1-1" in tool.argv


def test_a_diversion_of_the_marker_is_taken_back_where_nothing_is_in_its_way(debian: Debian) -> None:
    marker = debian.root / MARKER[1:]
    marker.rename(f"{marker}.distrib")
    debian.write("/var/lib/dpkg/diversions", f"{MARKER}\n{MARKER}.distrib\n:\n")
    (tool,) = mended(debian).plan.steps
    assert isinstance(tool, RunTool)
    assert tool.argv == ("dpkg-divert", "--local", "--rename", "--remove", MARKER)
    assert {MARKER, f"{MARKER}.distrib", "/var/lib/dpkg/diversions"} <= {*tool.changes}


def test_a_setting_goes_and_every_other_byte_stays(debian: Debian) -> None:
    debian.write("/etc/pip.conf", "[global]\nbreak-system-packages = true\r\nindex-url = x\n")
    (edit,) = mended(debian).plan.steps
    assert isinstance(edit, EditFile)
    assert edit.content == "[global]\nindex-url = x\n"


def test_what_an_interrupted_pip_left_goes_as_a_whole(debian: Debian) -> None:
    debian.write(f"{LOCAL}/~ix-1.15.0.dist-info/sub/METADATA", "")
    os.symlink("/etc", debian.root / LOCAL[1:] / "~ix-1.15.0.dist-info/link")
    assert removed(mended(debian)) == {
        f"{LOCAL}/~ix-1.15.0.dist-info/sub/METADATA",
        f"{LOCAL}/~ix-1.15.0.dist-info/link",
    }


def test_only_and_keep_take_names_and_codes(debian: Debian) -> None:
    debian.pip("six", "1.15.0")
    debian.pip("urllib3", "2.0.0")

    def names(found: Mending) -> set[str]:
        return {one.distribution.name for one in found.removed}

    assert names(mended(debian)) == {"six", "urllib3"}
    assert names(mended(debian, only=("six",))) == {"six"}
    assert names(mended(debian, spare=("six",))) == {"urllib3"}
    assert names(mended(debian, only=("marker",))) == set()
    assert names(mended(debian, spare=("shadowed",))) == set()


def test_nobody_cuts_off_the_branch_that_they_sit_on(debian: Debian) -> None:
    debian.pip("six", "1.15.0")
    from pipwise.audit import audit

    found = mend(audit(As(debian.root, 0)), Wanted("/state/r", own=((LOCAL, "six"),)))
    assert [why for _, why in found.left] == ["pipwise itself runs from there"]
    assert not found.plan.steps


def test_root_mends_what_is_roots_and_alice_what_is_hers(debian: Debian) -> None:
    debian.pip("six", "1.15.0")
    debian.pip("urllib3", "2.0.0", ALICE)
    debian.write("/home/alice/.config/pip/pip.conf", "[global]\nbreak-system-packages = true\n")
    root, alice = mended(debian), mended(debian, uid=1000)
    assert [one.distribution.name for one in root.removed] == ["six"]
    assert {why for _, why in root.left} == {"it is alice's own: pipwise repair, as alice, mends it"}
    assert [one.distribution.name for one in alice.removed] == ["urllib3"]
    assert any(isinstance(step, EditFile) for step in alice.plan.steps)
    assert {why for _, why in alice.left} == {"it is the operating system's: root mends it"}


def test_a_hidden_command_goes_with_the_copy_that_brought_it(debian: Debian) -> None:
    debian.package("python3-six-tool", {"/usr/bin/six-tool": "#!/usr/bin/python3\n"})
    debian.write("/usr/bin/python3", "")
    debian.pip("six", "1.15.0", more={"../../../bin/six-tool": "#!/usr/bin/python3\n"})
    assert [code for code, _, _ in debian.found()] == ["shadowed"]
    assert ("command", "info", "/usr/local/bin/six-tool") in debian.found(notes=True)
    debian.pip("other", "1", more={"../../../bin/find-me": "#!/usr/bin/python3\n"})
    debian.package("findme", {"/usr/bin/find-me": ""})
    assert ("command", "warning", "/usr/local/bin/find-me") in debian.found()
    assert "/usr/local/bin/find-me" in removed(mended(debian, only=("command",)))
