"""The rescue file: two builds are one, old Pythons get a line, and what is unpacked is nobody else's."""

from __future__ import annotations

import ast
import glob
import hashlib
import io
import json
import os
import shutil
import stat
import subprocess
import threading
import zipfile
from pathlib import Path
from typing import Any

import pytest

import build_pyz
from pipwise.errors import Refused
from pyz import rescue
from tests.architecture.tree import ROOT
from tests.bootstrap.conftest import PYTHON
from tests.bootstrap.wheelhouse import wheel
from wheels import Pin

TOOL = """
import json, os, sys
from pipwise.cli.called import own_name


def main():
    told = {"argv": sys.argv, "executable": sys.executable, "isolated": sys.flags.isolated, "file": __file__,
            "name": own_name(os.environ["PATH"])}
    print(json.dumps(told))
    return 7 if "fail" in sys.argv else 0
"""


def payload(tool: str = TOOL) -> dict[str, bytes]:
    source = ROOT / "src" / "pipwise"
    called = (source / "cli" / "called.py").read_bytes()
    reasons = b"from shlex import quote as quoted\n"
    files = {"pipwise/cli/main.py": tool.encode(), "pipwise/cli/called.py": called}
    empty = ("pipwise", "pipwise/cli", "pipwise/decide")
    return files | {f"{one}/__init__.py": b"" for one in empty} | {"pipwise/decide/reasons.py": reasons}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "pipwise.pyz"
    path.write_bytes(build_pyz.build(payload()))
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir(mode=0o700)
    return tmp_path / "home"


def call(archive: Path, home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(home), "TMPDIR": str(home.parent)} | more
    command = [PYTHON, str(archive), *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def told(ran: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert ran.stdout, ran.stderr
    found = json.loads(ran.stdout)
    assert isinstance(found, dict)
    return found


def test_two_builds_are_the_same_to_the_last_byte() -> None:
    files = payload()
    backwards = dict(reversed(files.items()))
    assert build_pyz.build(files) == build_pyz.build(backwards)


def test_the_time_of_the_build_is_the_one_that_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    with zipfile.ZipFile(io.BytesIO(build_pyz.build(payload()))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2023, 11, 14, 22, 13, 20)}


def test_what_is_packed_is_the_source_without_what_running_it_leaves() -> None:
    packed = build_pyz.payload(iter(()))
    listed = subprocess.run(
        ["git", "ls-files", "src/pipwise"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode == 0:
        assert {f"src/{name}" for name in packed} >= set(listed.stdout.split())
    assert not [name for name in packed if "__pycache__" in name]
    assert packed["pipwise/cli/main.py"] == (ROOT / "src/pipwise/cli/main.py").read_bytes()


def test_a_wheel_that_is_compiled_is_left_out_by_name_or_stops_the_build() -> None:
    made = wheel("fast", files={"fast/__init__.py": "", "fast/speed.so": "\x7fELF"})
    with pytest.raises(Refused, match="compiled"):
        build_pyz.payload(iter([(Pin("fast", "1.0", frozenset()), made.data)]))


def test_of_a_wheel_that_is_compiled_in_part_the_python_is_taken() -> None:
    made = wheel("pyyaml", files={"yaml/__init__.py": "", "yaml/_yaml.so": "\x7fELF"})
    packed = build_pyz.payload(iter([(Pin("pyyaml", "1.0", frozenset()), made.data)]))
    names = {name for name in packed if not name.startswith("pipwise/")}
    assert names == {"yaml/__init__.py", "pyyaml-1.0.dist-info/METADATA"}


def test_the_sum_beside_it_is_one_that_sha256sum_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(kept: Path) -> Any:
        return iter(())

    monkeypatch.setattr(build_pyz, "locked_wheels", locked)
    assert build_pyz.main([str(tmp_path)]) == 0
    digest, name = (tmp_path / "pipwise.pyz.sha256").read_text().split()
    assert (name, digest) == ("pipwise.pyz", hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert os.access(tmp_path / name, os.X_OK)


def test_the_first_lines_parse_on_old_pythons() -> None:
    text = (ROOT / "scripts" / "pyz" / "__main__.py").read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 4))
    # What Python 2 could not have read.
    assert text.isascii()
    assert not [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.JoinedStr | ast.AnnAssign | ast.arg)
    ]


def _old_pythons() -> list[str]:
    places = ("/usr/bin/python2*", "/usr/bin/python3.[0-9]", "/usr/bin/python3.10")
    found = [path for place in places for path in glob.glob(place)]
    found += [
        path
        for path in glob.glob(os.path.expanduser("~/.pyenv/versions/*/bin/python"))
        if path.split("/")[-3].startswith(("2.", "3.4", "3.5", "3.6", "3.7", "3.8", "3.9", "3.10"))
    ]
    return sorted(found)


@pytest.mark.skipif(not _old_pythons(), reason="there is no Python older than 3.11 here")
def test_every_old_python_that_is_here_says_one_line(archive: Path) -> None:
    for python in _old_pythons():
        ran = subprocess.run(
            [python, str(archive), "install", "x"],
            env={"PATH": "/nowhere"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (ran.returncode, ran.stdout, ran.stderr.count("\n")) == (6, "", 1), (python, ran)
        assert "and pipwise needs 3.11 or newer; install one and run this again" in ran.stderr


@pytest.mark.skipif(not _old_pythons(), reason="there is no Python older than 3.11 here")
def test_an_old_python_names_the_newer_one_that_is_there(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    shutil.copy("/bin/true", tmp_path / "bin" / "python3.12")
    ran = subprocess.run(
        [_old_pythons()[0], str(archive)],
        env={"PATH": str(tmp_path / "bin")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"python3.12 is here: python3.12 {archive} ..." in ran.stderr


def test_it_is_unpacked_once_and_runs_isolated_from_there(archive: Path, home: Path) -> None:
    first, second = call(archive, home, "fail"), call(archive, home, "a b", "--c")
    assert (first.returncode, second.returncode, second.stderr) == (7, 0, "")
    place = first.stderr.strip().removeprefix("pipwise: unpacked, once, into ")
    assert place.startswith(f"{home}/.cache/pipwise/rescue/")
    seen = told(second)
    assert seen["file"].startswith(f"{place}/lib/")
    assert (seen["argv"], seen["isolated"]) == ([str(archive), "a b", "--c"], 1)
    assert seen["executable"] == f"{place}/bin/python"
    assert [entry for entry in os.listdir(os.path.dirname(place)) if entry.startswith(".")] == []


def test_it_is_called_in_hints_as_it_was_called_here(archive: Path, home: Path) -> None:
    assert told(call(archive, home))["name"] == f"{PYTHON} {archive}"
    spaced = archive.with_name("p w.pyz")
    archive.rename(spaced)
    assert told(call(spaced, home))["name"] == f"{PYTHON} '{spaced}'"


def test_another_build_has_a_place_of_its_own(archive: Path, home: Path) -> None:
    assert call(archive, home).returncode == 0
    archive.write_bytes(build_pyz.build(payload(TOOL.replace("else 0", "else 5"))))
    assert call(archive, home).returncode == 5
    assert len(os.listdir(home / ".cache" / "pipwise" / "rescue")) == 2


@pytest.mark.parametrize("damage", ["python", "used", "whole"])
def test_what_is_not_whole_is_unpacked_again(archive: Path, home: Path, damage: str) -> None:
    assert call(archive, home).returncode == 0
    place = next((home / ".cache" / "pipwise" / "rescue").iterdir())
    if damage == "whole":
        shutil.rmtree(place)
        place.mkdir()
    else:
        (place / {"python": "bin/python", "used": "used"}[damage]).unlink()
    ran = call(archive, home)
    assert (ran.returncode, told(ran)["file"].startswith(str(place))) == (0, True)


def test_a_copy_that_others_can_write_is_not_run(archive: Path, home: Path) -> None:
    assert call(archive, home).returncode == 0
    place = next((home / ".cache" / "pipwise" / "rescue").iterdir())
    planted = next(place.glob("lib/*/site-packages")) / "pipwise" / "cli" / "main.py"
    planted.write_text("def main():\n    return 66\n")
    assert call(archive, home).returncode == 66
    place.chmod(0o777)
    assert call(archive, home).returncode == 0
    assert stat.S_IMODE(place.stat().st_mode) == 0o700


def test_a_place_below_a_directory_that_others_can_write_is_not_safe(home: Path) -> None:
    deep = home / "a" / "b"
    deep.mkdir(parents=True, mode=0o700)
    # Above it lies the directory for temporary files, where only an owner can rename (sticky).
    assert rescue._is_safe(str(deep / "not" / "there"))
    for path in (deep, deep.parent, home):
        mode = path.stat().st_mode
        path.chmod(mode | stat.S_IWOTH)
        assert not rescue._is_safe(str(deep)), path
        path.chmod(mode | stat.S_IWOTH | stat.S_ISVTX)
        assert rescue._is_safe(str(deep)), path
        path.chmod(mode | stat.S_IWGRP)
        assert rescue._is_safe(str(deep)) is (os.geteuid() != 0), path
        path.chmod(mode)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a directory away")
def test_root_keeps_nothing_below_what_is_somebody_elses(home: Path) -> None:
    os.chown(home, 12345, 12345)
    assert not rescue._is_safe(str(home / ".cache"))


def test_where_nothing_can_be_kept_nothing_is_left(archive: Path, home: Path) -> None:
    before = sorted(os.listdir(home.parent))
    ran = call(archive, home, "self", "uninstall")
    assert ran.returncode == 0
    assert told(ran)["file"].startswith(f"{home.parent}/pipwise-")
    assert (sorted(os.listdir(home.parent)), list(home.iterdir())) == (before, [])
    assert call(archive, home, "self", "uninstall", "fail").returncode == 7


def test_several_first_runs_at_once_end_with_one_place(archive: Path, home: Path) -> None:
    results: list[int] = []
    threads = [
        threading.Thread(target=lambda: results.append(call(archive, home).returncode)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [0] * 4
    assert len(os.listdir(home / ".cache" / "pipwise" / "rescue")) == 1


def test_what_nobody_has_used_for_a_month_goes(archive: Path, home: Path) -> None:
    old = home / ".cache" / "pipwise" / "rescue" / "old"
    new = home / ".cache" / "pipwise" / "rescue" / "new"
    for place, age in ((old, 40), (new, 20)):
        place.mkdir(parents=True)
        (place / "used").touch()
        os.utime(place / "used", (place.stat().st_mtime - age * 86_400,) * 2)
    assert call(archive, home).returncode == 0
    assert (old.exists(), new.exists()) == (False, True)


def test_a_damaged_file_is_one_line(archive: Path, home: Path) -> None:
    whole = archive.read_bytes()
    cut = {"payload.zip": whole[200:300]}
    with zipfile.ZipFile(io.BytesIO(whole)) as old:
        files = {entry.filename: old.read(entry) for entry in old.infolist()} | cut
    with zipfile.ZipFile(archive, "w") as new:
        for name, content in files.items():
            new.writestr(name, content)
    ran = call(archive, home)
    assert (ran.returncode, ran.stderr.count("\n")) == (1, 1), ran
    assert "is damaged" in ran.stderr
