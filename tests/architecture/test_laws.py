"""The three laws hold in every module, and each checker is seen to bite."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.laws import Breach, changes_the_system, talks, touches_the_system
from tests.architecture.tree import modules

Checker = Callable[[str], list[Breach]]

INSIDE_A_FOREIGN_PYTHON = "pipwise.facts._ask_python"


def _outside(*rooms: str) -> list[tuple[str, Path]]:
    inside = tuple(f"pipwise.{room}" for room in rooms)
    return [
        (name, path)
        for name, path in modules().items()
        if name != INSIDE_A_FOREIGN_PYTHON
        and not any(name == room or name.startswith(f"{room}.") for room in inside)
    ]


def _breaches(checker: Checker, *rooms: str) -> list[str]:
    return [
        f"{name}:{breach.line}: {breach.text}"
        for name, path in _outside(*rooms)
        for breach in checker(path.read_text(encoding="utf-8"))
    ]


def test_only_system_touches_the_operating_system() -> None:
    assert _breaches(touches_the_system, "system", "cli", "__main__") == []


def test_the_edge_leaves_files_and_processes_to_system_too() -> None:
    """Its own are the arguments, the streams and the exit, and to close a pipe that nobody reads any more."""
    own = ("sys.", "os.dup2", "os.open", "os.O_WRONLY")
    found = _breaches(touches_the_system, "system")
    assert [breach for breach in found if not breach.split(": ", 1)[1].startswith(own)] == []


def test_only_execute_and_the_edge_that_builds_it_know_the_hands() -> None:
    assert _breaches(changes_the_system, "system", "execute", "cli") == []


def test_only_cli_prints_and_exits() -> None:
    assert _breaches(talks, "cli", "__main__") == []


@pytest.mark.parametrize(
    "source",
    [
        "import os\nos.stat('x')",
        "import os\nos.environ['HOME']",
        "import os\nos.getcwd()",
        "import os as system\nsystem.listdir('.')",
        "import os\nos.path.exists('x')",
        "import os.path\nos.path.realpath('x')",
        "import os\nos.path.relpath('x')",
        "import os\nos.path.expanduser('~')",
        "import os.path as names\nnames.isfile('x')",
        "from os import path\npath.exists('x')",
        "from os import getenv",
        "from os.path import isdir",
        "import posixpath\nposixpath.abspath('x')",
        "import os\ngetattr(os, 'stat')('x')",
        "def late():\n    import os\n    return os.getuid()",
        "open('x')",
        "input()",
        "exec('x')",
        "__import__('subprocess')",
        "import sys\nsys.platform",
        "import sys\nsys.argv",
        "from sys import executable",
        "import datetime\ndatetime.datetime.now()",
        "from datetime import date\ndate.today()",
        "import io\nio.open('x')",
    ],
)
def test_the_checker_of_law_1_bites(source: str) -> None:
    assert touches_the_system(source)


@pytest.mark.parametrize(
    "source",
    [
        "import os\nos.path.join('a', 'b')",
        "import os\nos.fsencode('a')",
        "from os.path import basename, dirname",
        "from datetime import datetime\ndatetime.fromisoformat('2026-01-01')",
        "import sys\nsys.version_info",
        "def f(look: object) -> object:\n    return look.read('x'), look.open, look.now()",
        "import io\nio.BytesIO(b'')",
        "from io import BytesIO as open\nopen(b'')",
    ],
)
def test_the_checker_of_law_1_leaves_what_is_pure_alone(source: str) -> None:
    assert touches_the_system(source) == []


@pytest.mark.parametrize(
    "source",
    [
        "from pipwise.system import hands",
        "from pipwise.system import hands as feet",
        "import pipwise.system\npipwise.system.hands.write()",
        "import importlib\nimportlib.import_module('pipwise.system.hands')",
    ],
)
def test_the_checker_of_law_2_bites(source: str) -> None:
    assert changes_the_system(source)


@pytest.mark.parametrize(
    "source",
    [
        "print('x')",
        "exit(1)",
        "import sys\nsys.exit(1)",
        "import sys\nsys.stderr.write('x')",
        "import sys\nprinted = sys.stdout",
        "from sys import stdout",
        "raise SystemExit(2)",
        "import os\nos._exit(0)",
    ],
)
def test_the_checker_of_law_3_bites(source: str) -> None:
    assert talks(source)


def test_the_checker_of_law_3_leaves_values_alone() -> None:
    assert (
        talks("from rich import print\ndef show(console):\n    console.print('x')\n    return 'exit()'") == []
    )
