"""pip's bytecode moves from one environment to the next, and Python takes it for its own."""

import os
import py_compile
import subprocess
from pathlib import Path

import pytest

from pipwise.execute.bytecode import harvest, is_known, seed
from pipwise.system.hands import RealHands
from pipwise.system.real import RealLook


def pip_in(environment: Path, source: str = "VALUE = 1\n", version: str = "26.0") -> Path:
    packages = next((environment / "lib").iterdir()) / "site-packages"
    (packages / f"pip-{version}.dist-info").mkdir()
    (packages / "pip/inner").mkdir(parents=True)
    for name in ("pip/__init__.py", "pip/inner/__init__.py"):
        (packages / name).write_text(source)
    return packages


@pytest.fixture
def other(tmp_path: Path, environment: Path) -> Path:
    """A second environment, in which pip has just been put with other times."""
    root = tmp_path / "other"
    subprocess.run(["cp", "-a", str(environment), str(root)], check=True)
    packages = pip_in(root)
    for path in packages.rglob("*.py"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    return root


def compiled(environment: Path, source: str = "VALUE = 1\n") -> Path:
    packages = pip_in(environment, source)
    subprocess.run([environment / "bin/python", "-I", "-c", "import pip.inner"], check=True, timeout=30)
    return packages


def test_bytecode_is_taken_as_if_it_had_been_compiled_there(
    environment: Path, other: Path, tmp_path: Path
) -> None:
    compiled(environment)
    look, hands, cache = RealLook(), RealHands(), str(tmp_path / "cache")
    harvest(look, hands, str(environment), cache)
    assert is_known(look, str(other), cache)
    seed(look, hands, str(other), cache)
    (seeded,) = other.rglob("pip/__pycache__/*.pyc")
    source = seeded.parent.parent / "__init__.py"
    header = seeded.read_bytes()[:16]
    assert int.from_bytes(header[8:12], "little") == int(source.stat().st_mtime)
    verbose = subprocess.run(
        [other / "bin/python", "-I", "-B", "-v", "-c", "import pip.inner; print(pip.VALUE)"],
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    assert verbose.stdout == "1\n"
    assert f"{seeded} matches" in verbose.stderr


def test_another_source_gets_nothing(environment: Path, other: Path, tmp_path: Path) -> None:
    compiled(environment, "VALUE = 22\n")
    look, hands, cache = RealLook(), RealHands(), str(tmp_path / "cache")
    harvest(look, hands, str(environment), cache)
    seed(look, hands, str(other), cache)
    assert list(other.rglob("*.pyc")) == []


def test_bytecode_that_is_told_by_a_digest_is_left_out(environment: Path, tmp_path: Path) -> None:
    packages = pip_in(environment)
    mode = py_compile.PycInvalidationMode.CHECKED_HASH
    py_compile.compile(str(packages / "pip/__init__.py"), invalidation_mode=mode)
    harvest(RealLook(), RealHands(), str(environment), str(tmp_path / "cache"))
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]\n",
        b"not json\n",
        b'[["../../x", 1, "../../y", 4]]\nabcd',
        b'[["pip/__init__.py", 10, "pip/x.pyc", 99]]\nab',
    ],
)
def test_a_bundle_that_is_damaged_does_nothing(environment: Path, tmp_path: Path, content: bytes) -> None:
    packages = pip_in(environment)
    python = packages.parent.name
    (tmp_path / "cache/bytecode").mkdir(parents=True)
    (tmp_path / f"cache/bytecode/pip-26.0-{python}").write_bytes(content)
    before = sorted(environment.rglob("*"))
    seed(RealLook(), RealHands(), str(environment), str(tmp_path / "cache"))
    assert sorted(environment.rglob("*")) == before


def test_where_nothing_can_be_kept_nothing_is(environment: Path) -> None:
    compiled(environment)
    harvest(RealLook(), RealHands(), str(environment), "/dev/null/cache")
    harvest(RealLook(), RealHands(), str(environment), "")
    seed(RealLook(), RealHands(), str(environment), "")
