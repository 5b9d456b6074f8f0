"""What is true of the repository as a whole: locks, decision pages, no leftovers, no paths of the machine it was made on."""

from __future__ import annotations

import os
import re
import stat
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.architecture.tree import ROOT, modules, text_files
from wheels import Pin, read_lock

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DECISIONS = ROOT / "docs" / "decisions"
STUB = re.compile(r"NotImplementedError|#\s*(TODO|FIXME|XXX|HACK)\b|pass\s+#", re.IGNORECASE)


def _requirements(name: str) -> list[str]:
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-"))]


def test_the_run_environment_has_exactly_the_dependencies_of_the_project() -> None:
    declared = {str(Requirement(text)) for text in PYPROJECT["project"]["dependencies"]}
    assert {str(Requirement(text)) for text in _requirements("run.in")} == declared


def test_the_lock_of_the_run_environment_pins_every_direct_dependency() -> None:
    pins = {pin.name: pin for pin in _run_lock()}
    for text in PYPROJECT["project"]["dependencies"]:
        requirement = Requirement(text)
        assert requirement.specifier.contains(pins[requirement.name].version)


def _run_lock() -> list[Pin]:
    return read_lock((ROOT / "requirements" / "run.txt").read_text(encoding="utf-8"), "run.txt")


@pytest.mark.parametrize("name", ["run.txt", "test.txt", "docs.txt", "release.txt"])
def test_a_lock_names_no_index_and_no_path(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
    assert re.findall(r"https?:|file:|--index|--extra-index|--find-links|--trusted|/[a-z]+/", text) == []


@pytest.mark.parametrize("name", ["run.txt", "test.txt", "docs.txt", "release.txt"])
def test_a_lock_pins_and_hashes_every_line(name: str) -> None:
    text = (ROOT / "requirements" / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]
    assert [line for line in lines if "==" not in line or "--hash=sha256:" not in line] == []


def test_what_runs_and_what_tests_agree_on_versions() -> None:
    tested = dict(
        re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements/test.txt").read_text("utf-8"), re.MULTILINE)
    )
    assert {pin.name: pin.version for pin in _run_lock()}.items() <= tested.items()


def test_every_decision_page_is_in_the_index_and_numbered_without_a_gap() -> None:
    pages = sorted(path.name for path in DECISIONS.glob("[0-9]*.md"))
    index = (DECISIONS / "README.md").read_text(encoding="utf-8")
    assert [page for page in pages if f"({page})" not in index] == []
    assert [int(page[:4]) for page in pages] == list(range(1, len(pages) + 1))


def test_a_decision_page_says_when_what_and_why() -> None:
    for page in DECISIONS.glob("[0-9]*.md"):
        text = page.read_text(encoding="utf-8")
        assert re.match(r"# \d{4} ", text), page
        assert "## Decision" in text, page
        assert "## Why" in text, page


def test_nothing_is_left_to_be_done_in_the_source() -> None:
    left = [
        f"{name}:{number}: {line.strip()}"
        for name, path in modules().items()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if STUB.search(line)
    ]
    assert left == []


@pytest.mark.parametrize(
    "line", ["raise NotImplementedError", "x = 1  # TODO: more", "    pass  # later", "# fixme"]
)
def test_a_stub_is_recognised(line: str) -> None:
    assert STUB.search(line)


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        name
        for name, path in modules().items()
        if not path.read_text(encoding="utf-8").lstrip().startswith(('"""', "#"))
    ]
    assert silent == []


def test_no_test_uses_a_mock_library() -> None:
    pattern = re.compile(
        r"^\s*(?:import|from)\s+(?:unittest\.mock|unittest import mock|mock|pytest_mock)\b|\bmocker\b",
        re.MULTILINE,
    )
    tests = (path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__))
    assert [path for path in tests if pattern.search(path.read_text(encoding="utf-8"))] == []


def test_no_file_names_a_path_of_this_machine() -> None:
    """The checkout, and a Python that is not the system's, have no business in any file that is kept."""
    ours = {str(ROOT), *(path for path in (sys.base_prefix,) if not path.startswith("/usr"))}
    ours = {path for path in ours if path.count("/") > 1}
    names = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in text_files()
        for name in ours
        if name in path.read_text(encoding="utf-8", errors="replace")
    }
    assert names == set()


@pytest.mark.parametrize(
    "name", ["pipwise", "test", ".ci/run", "scripts/lock", "scripts/site", "scripts/release"]
)
def test_a_command_is_an_executable_posix_shell_script(name: str) -> None:
    path = ROOT / name
    assert path.read_bytes().startswith(b"#!/bin/sh\n")
    assert path.stat().st_mode & stat.S_IXUSR


def test_the_checks_that_ran_before_the_tests_passed() -> None:
    """``./test`` goes on to the tests when ruff, mypy or import-linter fail; their failure is told here, and so last."""
    assert os.environ.get("PIPWISE_FAILED_CHECKS", "") == ""
