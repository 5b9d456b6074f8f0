"""Plans that run real processes on a real, temporary tree."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipwise.execute.journal import Journal
from pipwise.execute.run import Run
from pipwise.model.plan import MakeDirectory, Plan, RunTool, Step
from pipwise.system.hands import RealHands
from pipwise.system.real import RealLook


@pytest.fixture
def run(tmp_path: Path) -> Run:
    (tmp_path / "state").mkdir()
    journal = Journal(str(tmp_path / "state/journal.sqlite3"))
    return Run(RealLook(), RealHands(), journal, ("install", "demo"), "digest", "2026-01-01T00:00:00Z")


@pytest.fixture
def tool(tmp_path: Path) -> Callable[..., RunTool]:
    """A step that runs a few lines of Python as the tool; ``root`` is the environment that it may change."""

    def make(code: str, root: Path) -> RunTool:
        return RunTool((sys.executable, "-I", "-c", code, str(root)), (str(root),), None, (), "demo")

    return make


@pytest.fixture
def fresh(tmp_path: Path) -> Callable[..., Plan]:
    """A plan that makes an environment below directories that are not there yet."""

    def make(*steps: Step, root: Path) -> Plan:
        return Plan("new-venv", str(root), True, (MakeDirectory(str(root.parent)), *steps), ("demo",))

    return make


@pytest.fixture
def existing(tmp_path: Path) -> Callable[..., Plan]:
    """A plan that changes an environment that is there."""

    def make(*steps: Step, root: Path) -> Plan:
        return Plan("existing-venv", str(root), False, steps, ("demo",))

    return make
