"""Plans that run real processes on a real, temporary tree."""

import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipwise.execute.journal import Journal
from pipwise.execute.run import Run
from pipwise.model.plan import MakeDirectory, Plan, RunTool, Step
from pipwise.system.clock import now
from pipwise.system.hands import RealHands
from pipwise.system.real import RealLook


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """Whoever carries out a plan heeds signals from then on; the tests' own process should not."""
    ending = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.getsignal(one) for one in ending]
    yield
    for number, handler in zip(ending, before, strict=True):
        signal.signal(number, handler)


@pytest.fixture
def run(tmp_path: Path) -> Run:
    (tmp_path / "state").mkdir()
    journal = Journal(str(tmp_path / "state/journal.sqlite3"))
    return Run(RealLook(), RealHands(), journal, ("install", "demo"), "digest", now())


@pytest.fixture
def tool() -> Callable[..., RunTool]:
    """A step that runs a few lines of Python as the tool; ``root`` is the environment that it may change."""

    def make(code: str, root: Path) -> RunTool:
        return RunTool((sys.executable, "-I", "-c", code, str(root)), (str(root),), None, (), "demo")

    return make


@pytest.fixture
def fresh() -> Callable[..., Plan]:
    """A plan that makes an environment below directories that are not there yet."""

    def make(*steps: Step, root: Path) -> Plan:
        return Plan("venv", str(root), True, (MakeDirectory(str(root)), *steps), ("demo",))

    return make


@pytest.fixture
def existing() -> Callable[..., Plan]:
    """A plan that changes an environment that is there."""

    def make(*steps: Step, root: Path) -> Plan:
        return Plan("existing-venv", str(root), False, steps, ("demo",))

    return make


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    """A virtual environment of the Python that runs the tests, made by hand: a link and a file (PEP 405)."""
    root = tmp_path / "environment"
    (root / "bin").mkdir(parents=True)
    (root / "bin/python").symlink_to(
        Path(sys.base_prefix, "bin", f"python{sys.version_info[0]}.{sys.version_info[1]}")
    )
    (root / "pyvenv.cfg").write_text(f"home = {sys.base_prefix}/bin\ninclude-system-site-packages = false\n")
    (root / f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages").mkdir(parents=True)
    return root
