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
import tempfile
from pathlib import Path

from bars import NOTHING, lines
from paired import Series, Timed, in_turn

ROOT = Path(__file__).resolve().parents[1]
PIPWISE = str(ROOT / "pipwise")
SYSTEM = "/usr/bin/python3"
PATH = "/usr/local/bin:/usr/bin:/bin"


def main() -> None:
    options = argparse.ArgumentParser(description="Measure the speed bars.")
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--save", type=Path, help="write the raw data there")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="pipwise-bench-") as folder:
        small = in_turn(looking(folder), given.rounds)
        large = in_turn(installing(folder), max(5, given.rounds // 4))
    print("\n".join(lines(small, large)))
    if given.save:
        given.save.write_text(json.dumps(document(small, large), indent=1) + "\n")


def looking(folder: str) -> list[Timed]:
    variables = {"PATH": PATH, "HOME": folder}
    why = (PIPWISE, "why", "pip", "install", "requests")
    commands = [
        Timed(NOTHING, (SYSTEM, "-c", "pass"), variables),
        Timed("pipwise why pip install requests", why, variables, folder),
        Timed("pipwise --version", (PIPWISE, "--version"), variables, folder),
    ]
    if os.access("/usr/bin/pip3", os.X_OK):
        commands.append(Timed("pip3 --version", ("/usr/bin/pip3", "--version"), variables, folder))
    return commands


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
        Timed("pipwise install requests", mine, variables, str(project), empty),
        shell(
            "virtualenv .venv && pip install requests",
            f"{made} && .venv/bin/python -I -m pip install requests",
        ),
    ]
    asked = subprocess.run([SYSTEM, "-c", "import ensurepip"], capture_output=True, check=False)
    if not asked.returncode:
        line = f"{SYSTEM} -m venv .venv && .venv/bin/pip install requests"
        commands.append(shell("python3 -m venv .venv && .venv/bin/pip install requests", line))
    return commands


def document(small: Series, large: Series) -> dict[str, object]:
    release = platform.freedesktop_os_release()
    return {
        "system": f"{release['PRETTY_NAME']}, Python {platform.python_version()}, {os.cpu_count()} processors",
        "looking": small.samples,
        "installing": large.samples,
    }


if __name__ == "__main__":
    main()
