"""Every import-linter contract is seen to fail in a copy of the source with one import that breaks it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, rooms

LINT_IMPORTS = os.path.join(os.path.dirname(sys.executable), "lint-imports")
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
    "contracts"
]

BREAKS = {
    "layers": ("model/__init__.py", "import pipwise.facts.probe"),
    "one-door": ("decide/__init__.py", "import subprocess"),
    "hands": ("plan/__init__.py", "import pipwise.system.hands"),
    "no-cycles": ("model/__init__.py", "import pipwise.decide"),
    "processes-not-libraries": ("execute/__init__.py", "import virtualenv"),
    "words-stand-alone": ("errors.py", "import packaging.version"),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the source that may be broken."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def _lint(copy: Path, contract: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache", "--no-logo", "--contract", contract],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_contract_has_an_import_that_breaks_it() -> None:
    assert [contract["id"] for contract in CONTRACTS] == list(BREAKS)


def test_every_room_has_its_place_in_the_layers() -> None:
    layers = next(contract for contract in CONTRACTS if contract["id"] == "layers")
    placed = {room.strip(" ()") for layer in layers["layers"] for room in layer.split("|")}
    assert rooms() - placed == {"__main__"} & rooms()


@pytest.mark.slow
@pytest.mark.parametrize("contract", list(BREAKS))
def test_a_contract_fails_when_it_is_broken(copy: Path, contract: str) -> None:
    where, statement = BREAKS[contract]
    broken = copy / "src" / "pipwise" / where
    broken.write_text(broken.read_text(encoding="utf-8") + f"\n{statement}\n", encoding="utf-8")
    answer = _lint(copy, contract)
    assert (answer.returncode, "BROKEN" in answer.stdout) == (1, True), answer.stdout + answer.stderr
    assert f"{statement.split()[1].split('.')[0]}" in answer.stdout


@pytest.mark.slow
def test_a_room_that_nobody_placed_is_reported(copy: Path) -> None:
    (copy / "src" / "pipwise" / "attic.py").write_text('"""Things."""\n', encoding="utf-8")
    assert "attic" in _lint(copy, "layers").stdout
