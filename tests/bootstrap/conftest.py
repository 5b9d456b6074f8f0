"""A checkout to try things in: the real ./pipwise, scripts and source, with a small lock and a tool that tells what it sees."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.architecture.tree import ROOT
from tests.bootstrap.wheelhouse import Index, Wheel, lock, serving, wheel

TOOL = """
import json, os, sys


def main():
    import alpha
    import beta_gamma

    told = {
        "argv": sys.argv, "executable": sys.executable, "isolated": sys.flags.isolated, "site": not sys.flags.no_site,
        "bytecode": not sys.dont_write_bytecode, "file": __file__, "alpha": alpha.VERSION, "beta": beta_gamma.__file__,
        "version": list(sys.version_info[:2]), "stdin": "" if sys.stdin.isatty() else sys.stdin.read(),
    }
    print(json.dumps(told))
    return 7 if "fail" in sys.argv else 0
"""

PYTHON = os.path.realpath(getattr(sys, "_base_executable", sys.executable))


class Ran(NamedTuple):
    """What a run of ./pipwise ended with."""

    status: int
    stdout: str
    stderr: str

    @property
    def told(self) -> dict[str, Any]:
        found = json.loads(self.stdout)
        assert isinstance(found, dict)
        return found

    @property
    def lines(self) -> list[str]:
        """What was said after the two lines that a first run begins with."""
        return [
            line
            for line in self.stderr.splitlines()
            if "making its" not in line and "packages from" not in line and "done in" not in line
        ]


class Checkout:
    """A copy of this checkout, and what ./pipwise in it is run with."""

    def __init__(self, root: Path, home: Path, bin_: Path) -> None:
        self.root = root
        self.home = home
        self.environment = {
            "PATH": f"{bin_}:/usr/bin:/bin",
            "HOME": str(home),
            "PIP_CONFIG_FILE": "/dev/null",
            "LC_ALL": "C.UTF-8",
        }

    @property
    def run_environment(self) -> Path:
        return self.root / ".pipwise" / "run"

    def lock(self, *wheels: Wheel) -> None:
        (self.root / "requirements" / "run.txt").write_text(lock(*wheels), encoding="utf-8")

    def command(self, *arguments: str) -> list[bytes]:
        return [os.fsencode(self.root / "pipwise"), *map(os.fsencode, arguments)]

    def run(
        self,
        *arguments: str,
        prefix: tuple[str, ...] = (),
        stdin: str = "",
        unset: tuple[str, ...] = (),
        settings: dict[str, str] | None = None,
        **environment: str,
    ) -> Ran:
        argv = [*map(os.fsencode, prefix), *self.command(*arguments)]
        return self.call(argv, stdin, unset, {**(settings or {}), **environment})

    def call(
        self,
        argv: list[bytes],
        stdin: str = "",
        unset: tuple[str, ...] = (),
        environment: dict[str, str] | None = None,
        cwd: str = "/",
    ) -> Ran:
        merged = {**self.environment, **(environment or {})}
        answer = subprocess.run(
            argv,
            env={name: value for name, value in merged.items() if name not in unset},
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=120,
            check=False,
            cwd=cwd,
        )
        return Ran(answer.returncode, answer.stdout, answer.stderr)

    def leftovers(self) -> list[str]:
        """What lies beside the environment, but for the lock of those who make it."""
        return sorted(
            entry.name for entry in self.run_environment.parent.glob("*") if entry.name != "run.lock"
        )


def copy_checkout(to: Path) -> None:
    """Copy the rooms that the first run needs, and put the tool that tells what it sees in the place of the real one."""
    to.mkdir(parents=True)
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copy2(ROOT / "pipwise", to)
    shutil.copytree(ROOT / "scripts", to / "scripts", ignore=ignore)
    for name in ("__init__.py", "errors.py"):
        (to / "src" / "pipwise").mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / "src" / "pipwise" / name, to / "src" / "pipwise")
    for room in ("model", "system", "facts"):
        shutil.copytree(ROOT / "src" / "pipwise" / room, to / "src" / "pipwise" / room, ignore=ignore)
    (to / "src" / "pipwise" / "cli").mkdir()
    (to / "src" / "pipwise" / "cli" / "__init__.py").write_text("", encoding="utf-8")
    (to / "requirements").mkdir()
    (to / "src" / "pipwise" / "cli" / "main.py").write_text(TOOL, encoding="utf-8")


@pytest.fixture
def wheels() -> list[Wheel]:
    return [
        wheel("alpha"),
        wheel("beta-gamma", "2.1", {"beta_gamma/__init__.py": "", "beta_gamma/deep/__init__.py": ""}),
    ]


@pytest.fixture
def index(wheels: list[Wheel]) -> Iterator[Index]:
    """An index that offers the wheels in HTML."""
    offered = Index()
    offered.offer(*wheels)
    with serving(offered):
        yield offered


def prepared(place: Path, wheels: list[Wheel]) -> Checkout:
    """A checkout in a directory, with a home and with a Python first on PATH."""
    (place / "home").mkdir()
    (place / "bin").mkdir()
    (place / "bin" / "python3").symlink_to(PYTHON)
    made = Checkout(place / "checkout", place / "home", place / "bin")
    copy_checkout(made.root)
    made.lock(*wheels)
    return made


@pytest.fixture
def checkout(tmp_path: Path, wheels: list[Wheel]) -> Checkout:
    return prepared(tmp_path, wheels)


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A directory that every user can reach; pytest's own are closed to others than the caller."""
    place = Path(tempfile.mkdtemp(prefix="pipwise-test-", dir="/tmp"))
    place.chmod(stat.S_IRWXU | stat.S_IRGRP | stat.S_IXGRP | stat.S_IROTH | stat.S_IXOTH)
    try:
        yield place
    finally:
        shutil.rmtree(place)
