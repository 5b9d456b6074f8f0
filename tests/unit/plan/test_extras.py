"""What is compiled: its lock, the plan that installs it, and that it is found where it may be."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import extras_lock
from pipwise.cli import extras
from pipwise.decide.engine import OWN_UV
from pipwise.model.plan import MakeDirectory, RunTool
from pipwise.plan.extras import installing_extras
from pipwise.system.real import RealLook
from wheels import read_lock


def test_the_lock_is_that_of_the_requirements() -> None:
    assert extras_lock.LOCK.read_text(encoding="utf-8") == extras_lock.lock(), "run scripts/extras_lock.py"
    assert [pin.name for pin in read_lock(extras_lock.lock(), "extras.txt")] == list(extras_lock.FROM)


def test_the_plan_installs_by_hash_into_a_directory_of_its_own() -> None:
    plan = installing_extras("/h/extras/1", "/c/bin/python", "/c/pip-26.3-py3-none-any.whl", "/c/extras.txt")
    made, filled = plan.steps
    assert (plan.root, plan.fresh, made) == ("/h/extras/1", True, MakeDirectory("/h/extras/1"))
    assert isinstance(filled, RunTool)
    assert filled.changes == ("/h/extras/1",)
    assert {"--require-hashes", "--no-deps", ":all:"} <= set(filled.argv)
    assert ("PIP_TARGET", None) in filled.variables


def test_the_users_index_counts() -> None:
    filled = installing_extras("/r", "/p", "/w", "/l").steps[1]
    assert isinstance(filled, RunTool)
    assert "--isolated" not in filled.argv
    assert not {name for name, _ in filled.variables} & {
        "PIP_*",
        "PIP_INDEX_URL",
        "PIP_CONFIG_FILE",
        "PIP_CERT",
        "PIP_PROXY",
    }


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(sys, "path", list(sys.path))
    return tmp_path


def fill(root: Path) -> None:
    (root / "tree_sitter_bash").mkdir(parents=True)
    (root / "tree_sitter_bash/__init__.py").write_text("")
    (root / "bin").mkdir()
    (root / "bin/uv").write_text("#!/bin/sh\necho uv 0.13.9\n")
    (root / "bin/uv").chmod(0o755)


def test_what_is_not_there_is_not_found(home: Path) -> None:
    extras.use_extras(RealLook())
    assert extras.find_extras(RealLook()) == ""
    assert extras.extra_uv(RealLook()) is None
    assert extras.root_of_extras() not in sys.path


def test_modules_are_found_there_that_are_found_nowhere_else(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(Path(extras.root_of_extras()))
    extras.use_extras(RealLook())
    extras.use_extras(RealLook())
    assert sys.path.count(extras.root_of_extras()) == 1
    assert sys.path[-1] == extras.root_of_extras()
    uv = extras.extra_uv(RealLook())
    assert uv is not None
    assert uv.name == OWN_UV


@pytest.mark.skipif(os.geteuid() != 0, reason="a user runs whatever there is of the user's own")
def test_root_takes_nothing_from_where_others_can_write(home: Path) -> None:
    root = Path(extras.root_of_extras())
    fill(root)
    assert extras.find_extras(RealLook()) == str(root)
    (root / "tree_sitter_bash").chmod(0o777)
    assert extras.find_extras(RealLook()) == ""


def test_another_python_and_another_lock_have_a_place_of_their_own() -> None:
    here = extras.place_for(b"a lock")
    assert str(sys.implementation.cache_tag) in here
    assert extras.place_for(b"another lock") != here
