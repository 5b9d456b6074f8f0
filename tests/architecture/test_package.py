"""The distribution that would be published holds what it has to, and nothing else."""

from __future__ import annotations

import configparser
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, SOURCE


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, built by the build backend, without a network."""
    place = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "flit_core.wheel", "--outdir", str(place), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return zipfile.ZipFile(next(place.glob("*.whl")))


def test_every_file_of_the_source_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    ours = {
        f"pipwise/{path.relative_to(SOURCE)}"
        for path in SOURCE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert packed == ours
    assert "pipwise/py.typed" in packed


def _metadata(wheel: zipfile.ZipFile, name: str) -> str:
    return wheel.read(
        next(entry for entry in wheel.namelist() if entry.endswith(f".dist-info/{name}"))
    ).decode()


def test_the_wheel_is_pure_and_says_who_may_use_it(wheel: zipfile.ZipFile) -> None:
    assert Path(wheel.filename or "").name.endswith("-py3-none-any.whl")
    metadata = _metadata(wheel, "METADATA")
    assert "\nLicense-Expression: MIT\n" in metadata
    assert "\nRequires-Python: >=3.11\n" in metadata
    assert "MIT License" in _metadata(wheel, "licenses/LICENSE")


def test_the_entry_point_is_the_one_that_the_checkout_runs(wheel: zipfile.ZipFile) -> None:
    points = configparser.ConfigParser()
    points.read_string(_metadata(wheel, "entry_points.txt"))
    module, _, function = points["console_scripts"]["pipwise"].partition(":")
    assert f"from {module} import {function}" in (ROOT / "scripts" / "launch.py").read_text(encoding="utf-8")
