"""The live machine, and a root filesystem mounted on it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipwise.system.real import RealLook


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def test_a_file_and_its_beginning(home: Path) -> None:
    (home / "f").write_bytes(b"x" * 200_000)
    look = RealLook()
    assert len(look.read(f"{home}/f")) == 200_000
    assert len(look.read(f"{home}/f", 70_000)) == 70_000
    (home / "empty").touch()
    assert look.read(f"{home}/empty") == b""


def test_files_of_proc_are_read_whole_though_they_say_that_they_are_empty() -> None:
    look = RealLook()
    assert look.read("/proc/sys/kernel/osrelease").decode().strip() == os.uname().release
    assert b"PATH" in look.read("/proc/self/environ") or look.read("/proc/self/environ") == b""


def test_a_pipe_a_device_and_a_directory_are_not_read(home: Path) -> None:
    os.mkfifo(home / "pipe")
    look = RealLook()
    for path in (f"{home}/pipe", "/dev/zero", str(home)):
        with pytest.raises(OSError, match=r"regular file|directory"):
            look.read(path)


@pytest.mark.parametrize("path", ["/a\0b", "/\ud800"])
def test_what_can_be_no_path_is_an_error_of_the_system(path: str) -> None:
    look = RealLook()
    for question in (look.read, look.stat, look.list, look.readlink):
        with pytest.raises(OSError, match="Invalid argument"):
            question(path)
    assert look.realpath(path) == path
    assert not look.may(path, "read")


def test_names_that_are_not_utf_8(home: Path) -> None:
    os.mkdir(os.fsencode(home) + b"/\xff\xfe")
    name = os.fsdecode(b"\xff\xfe")
    look = RealLook()
    assert look.list(str(home)) == (name,)
    assert look.stat(f"{home}/{name}").kind == "directory"
    assert look.realpath(f"{home}/{name}") == f"{home}/{name}"


def test_kinds(home: Path) -> None:
    (home / "f").touch()
    (home / "l").symlink_to("f")
    (home / "d").mkdir()
    os.mkfifo(home / "p")
    look = RealLook()
    assert [look.stat(f"{home}/{name}").kind for name in "fldp"] == ["file", "file", "directory", "other"]
    assert look.stat(f"{home}/l", follow=False).kind == "link"
    assert look.readlink(f"{home}/l") == "f"


def test_a_walk_does_not_follow_links(home: Path) -> None:
    (home / "d").mkdir()
    (home / "d" / "f").touch()
    (home / "l").symlink_to("d")
    assert [path for path, _ in RealLook().walk(str(home))] == ["d", "l", "d/f"]
    assert list(RealLook().walk(f"{home}/nowhere")) == []


def test_the_working_directory_as_the_shell_names_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "real").mkdir()
    (home / "link").symlink_to("real")
    monkeypatch.chdir(home / "link")
    assert RealLook(environment={"PWD": f"{home}/link"}).cwd == f"{home}/link"
    for untrue in (f"{home}/gone", "link", f"{home}/real/../link", str(home)):
        assert RealLook(environment={"PWD": untrue}).cwd == f"{home}/real"


def test_a_working_directory_that_is_gone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "gone").mkdir()
    monkeypatch.chdir(home / "gone")
    (home / "gone").rmdir()
    assert RealLook().cwd == ""
    assert RealLook().ask(["/bin/pwd"]).stdout == b"/\n"


def test_the_home_directory_as_python_finds_it() -> None:
    assert RealLook(environment={"HOME": "/home/alice/"}).home == "/home/alice"
    assert RealLook(environment={"HOME": ""}).home == "/"
    assert RealLook(environment={"HOME": "/"}).home == "/"
    account = RealLook().account(os.geteuid())
    assert RealLook(environment={}).home == (account.home if account else None)


def test_accounts() -> None:
    look = RealLook()
    root = look.account("root")
    assert root is not None
    assert (root.uid, look.account(0)) == (0, root)
    for nobody in (4_000_000_000, -1, "no such user", "a\0b", "\ud800"):
        assert look.account(nobody) is None


@pytest.fixture
def image(tmp_path: Path) -> Path:
    for folder in ("etc", "usr/bin", "usr/lib"):
        (tmp_path / "root" / folder).mkdir(parents=True)
    root = tmp_path / "root"
    (root / "bin").symlink_to("/usr/bin")
    (root / "usr/bin/python3").symlink_to("../../usr/bin/python3.11")
    (root / "usr/bin/python3.11").write_text("ELF")
    (root / "etc/os-release").symlink_to("/../../../usr/lib/os-release")
    (root / "usr/lib/os-release").write_text("ID=inside\n")
    (root / "etc/passwd").write_text(
        "root:x:0:0:root:/root:/bin/sh\nalice:x:1000:1000::/home/alice:/bin/sh\nbroken\n"
    )
    (root / "circle").symlink_to("circle")
    return root


def test_links_of_an_image_do_not_lead_out_of_it(image: Path) -> None:
    look = RealLook(root=f"{image}/", environment={})
    assert look.read("/etc/os-release") == b"ID=inside\n"
    assert look.realpath("/bin/python3") == "/usr/bin/python3.11"
    assert look.stat("/bin", follow=False).kind == "link"
    assert look.list("/bin") == ("python3", "python3.11")
    assert look.realpath("/") == "/"
    assert [name for name, _ in look.walk("/usr")][:2] == ["bin", "lib"]
    with pytest.raises(OSError, match="symbolic links"):
        look.read("/circle")


def test_an_image_has_accounts_of_its_own_and_nothing_in_it_is_run(image: Path) -> None:
    look = RealLook(root=str(image), environment={})
    alice = look.account("alice")
    assert alice is not None
    assert (alice.uid, alice.home, look.account(1000)) == (1000, "/home/alice", alice)
    assert look.account("bob") is None
    assert look.ask(["/bin/true"]).problem == "not-permitted"
    look.remember("x", b"y")
    assert look.recall("x") is None
    (image / "etc/passwd").unlink()
    assert look.account(0) is None
