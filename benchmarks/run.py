"""Measure the speed bars on this machine: ``python3 benchmarks/run.py [--rounds N] [--save FILE]`` from a checkout.

Standard library only, so that it runs on a Debian that has nothing else. It writes below a temporary directory alone, which
is HOME meanwhile. Nothing here is a test: figures depend on the machine, and only ratios of one run are worth comparing.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

import bars
from bars import NOTHING
from paired import Series, Timed, in_turn, once

ROOT = Path(__file__).resolve().parents[1]
PIPWISE = str(ROOT / "pipwise")
SYSTEM = "/usr/bin/python3"
PATH = "/usr/local/bin:/usr/bin:/bin"


def main() -> None:
    options = argparse.ArgumentParser(description="Measure the speed bars.")
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--save", type=Path, help="write the raw data there")
    given = options.parse_args()
    few = max(5, given.rounds // 4)
    with tempfile.TemporaryDirectory(prefix="pipwise-bench-") as folder:
        found = {
            "looking": in_turn(looking(folder), given.rounds),
            "unread": in_turn(unread(folder), few),
            "installing": in_turn(installing(folder), few),
            "again": in_turn(again(folder), few),
        }
    print("\n".join(bars.lines(found)))
    if given.save:
        given.save.write_text(json.dumps(document(found), indent=1) + "\n")


def looking(folder: str) -> list[Timed]:
    """Commands that change nothing, from warm caches, and with what pipwise remembers taken away before each run."""
    variables = {"PATH": PATH, "HOME": folder}
    why = (PIPWISE, "why", "pip", "install", "requests")

    def forget() -> None:
        shutil.rmtree(f"{folder}/.cache/pipwise", ignore_errors=True)

    commands = [
        Timed(NOTHING, (SYSTEM, "-c", "pass"), variables),
        # Right after the one that forgets, it would have to remember first.
        Timed(bars.COLD, why, variables, folder, forget),
        Timed(bars.VERSION, (PIPWISE, "--version"), variables, folder),
        Timed(bars.WHY, why, variables, folder),
    ]
    if os.access("/usr/bin/pip3", os.X_OK):
        commands.append(Timed(bars.PIP_VERSION, ("/usr/bin/pip3", "--version"), variables, folder))
    return commands


def unread(folder: str) -> list[Timed]:
    """The same of a copy of the checkout that nobody has read (posix_fadvise(2)), and of one without bytecode.

    The kernel lets go of pages only that nobody else has mapped; a file system in memory keeps them all.
    """
    copy, variables = Path(folder, "checkout"), {"PATH": PATH, "HOME": folder}
    for part in ("src", "requirements", "scripts", ".pipwise/run"):
        shutil.copytree(ROOT / part, copy / part, symlinks=True)
    shutil.copy2(PIPWISE, copy)
    why = (str(copy / "pipwise"), "why", "pip", "install", "requests")

    def forget() -> None:
        shutil.rmtree(f"{folder}/.cache/pipwise", ignore_errors=True)
        for path in (
            *files(copy),
            *files(Path(sysconfig.get_path("stdlib"))),
            Path(os.path.realpath(SYSTEM)),
        ):
            with open(path, "rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

    def strip() -> None:
        shutil.rmtree(f"{folder}/.cache/pipwise", ignore_errors=True)
        for place in (copy / "src").rglob("__pycache__"):
            shutil.rmtree(place)

    return [
        Timed(bars.UNREAD_NOTHING, (SYSTEM, "-c", "pass"), variables, folder, forget),
        Timed(bars.UNREAD, why, variables, folder, forget),
        Timed(bars.UNCOMPILED, why, variables, folder, strip),
        # So that the next round finds the bytecode again.
        Timed(bars.WHY, why, variables, folder),
    ]


def files(place: Path) -> Iterator[Path]:
    return (path for path in place.rglob("*") if path.is_file() and os.access(path, os.R_OK))


def installing(folder: str) -> list[Timed]:
    """A whole install into a new environment, the engine's own commands, and the way of the handbook."""
    project = Path(folder, "project")
    variables = {"PATH": PATH, "HOME": folder}

    def empty() -> None:
        shutil.rmtree(project, ignore_errors=True)
        project.mkdir()
        (project / "pyproject.toml").write_text("")

    def shell(name: str, line: str) -> Timed:
        return Timed(name, ("/bin/sh", "-c", line), variables, str(project), empty)

    made = f"{ROOT}/.pipwise/run/bin/python -I -m virtualenv --quiet --no-periodic-update"
    made += f" --app-data {folder}/.cache/pipwise/virtualenv --python {SYSTEM} .venv"
    mine = (PIPWISE, "install", "--yes", "requests")
    commands = [
        Timed(NOTHING, (SYSTEM, "-c", "pass"), variables),
        Timed(bars.INSTALL, mine, variables, str(project), empty),
        shell(
            bars.ENGINE,
            f"{made} && .venv/bin/python -I -m pip install requests",
        ),
    ]
    asked = subprocess.run([SYSTEM, "-c", "import ensurepip"], capture_output=True, check=False)
    if not asked.returncode:
        line = f"{SYSTEM} -m venv .venv && .venv/bin/pip install requests"
        commands.append(shell(bars.BOOK, line))
    return commands


def again(folder: str) -> list[Timed]:
    """What is there already, by pipwise and by the pip of the environment."""
    project, variables = Path(folder, "again"), {"PATH": PATH, "HOME": folder}
    project.mkdir()
    (project / "pyproject.toml").write_text("")
    first = Timed("", (PIPWISE, "install", "--yes", "requests"), variables, str(project))
    once(first)
    return [
        Timed(bars.AGAIN, (PIPWISE, "install", "requests"), variables, str(project)),
        Timed(bars.PIP_AGAIN, (".venv/bin/pip", "install", "requests"), variables, str(project)),
    ]


def document(found: dict[str, Series]) -> dict[str, object]:
    release = platform.freedesktop_os_release()
    system = f"{release['PRETTY_NAME']}, Python {platform.python_version()}, {os.cpu_count()} processors"
    return {"system": system, **{name: series.samples for name, series in found.items()}}


if __name__ == "__main__":
    main()
