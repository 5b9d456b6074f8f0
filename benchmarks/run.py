"""The speed bars, each as a ratio to a peer in one run: ``python3 benchmarks/run.py [RUNS]`` from a checkout that has run once.

Prints a table and writes nothing but below a temporary directory. Nothing here is a test: figures depend on the machine,
and only ratios taken in one run are worth comparing. See benchmarks/README.md.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from paired import Figure, Timed, paired

ROOT = Path(__file__).resolve().parents[1]
PIPWISE = str(ROOT / "pipwise")
SYSTEM = "/usr/bin/python3"
PATH = "/usr/local/bin:/usr/bin:/bin"


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory(prefix="pipwise-bench-") as folder:
        figures = [*why(folder, runs), *install(folder, max(3, runs // 5))]
    print(f"{'command':<44} {'s':>7}  {'peer':<44} {'s':>7} {'ratio':>7}")
    for one in figures:
        print(
            f"{one.name:<44} {one.seconds:>7.3f}  {one.peer:<44} {one.peer_seconds:>7.3f} {one.ratio:>7.2f}"
        )


def why(folder: str, runs: int) -> list[Figure]:
    variables = {"PATH": PATH, "HOME": folder}
    nothing = Timed("python3 -c pass", (SYSTEM, "-c", "pass"), variables)
    commands = [
        Timed(
            "pipwise why pip install requests",
            (PIPWISE, "why", "pip", "install", "requests"),
            variables,
            folder,
        ),
        Timed("pipwise --version", (PIPWISE, "--version"), variables, folder),
    ]
    if os.access("/usr/bin/pip3", os.X_OK):
        commands.append(Timed("pip3 --version", ("/usr/bin/pip3", "--version"), variables, folder))
    return [paired(command, nothing, runs) for command in commands]


def install(folder: str, runs: int) -> list[Figure]:
    """A whole install into a new environment, against the engine's own commands and against the way of the handbook."""
    project = Path(folder, "project")
    variables = {"PATH": PATH, "HOME": folder, "XDG_STATE_HOME": f"{folder}/state"}

    def empty() -> None:
        shutil.rmtree(project, ignore_errors=True)
        project.mkdir()
        (project / "pyproject.toml").write_text("")

    where = str(project)
    mine = Timed(
        "pipwise install requests", (PIPWISE, "install", "--yes", "requests"), variables, where, empty
    )
    python = next(Path(ROOT, ".pipwise").glob("run/bin/python"))
    pip = ".venv/bin/python -m pip install requests"
    cache = f"{folder}/.cache/pipwise/virtualenv"
    engine = f"{python} -I -m virtualenv --quiet --no-periodic-update --app-data {cache} --python {SYSTEM} .venv && {pip}"
    commands = Timed(
        "virtualenv .venv && pip install requests", ("/bin/sh", "-c", engine), variables, where, empty
    )
    nothing = Timed("python3 -c pass", (SYSTEM, "-c", "pass"), variables)
    figures = [paired(mine, commands, runs)]
    base = paired(nothing, nothing, runs)
    extra = (figures[0].seconds - figures[0].peer_seconds) / base.seconds
    figures.append(
        Figure(
            "  what pipwise adds, in python3 -c pass",
            figures[0].seconds - figures[0].peer_seconds,
            "",
            0,
            extra,
        )
    )
    if Path("/usr/lib/python3.11/ensurepip/__init__.py").exists() or os.access(
        "/usr/bin/python3-venv", os.X_OK
    ):
        book = f"{SYSTEM} -m venv .venv && {pip}"
        figures.append(
            paired(
                mine,
                Timed(
                    "python3 -m venv .venv && pip install", ("/bin/sh", "-c", book), variables, where, empty
                ),
                runs,
            )
        )
    return figures


if __name__ == "__main__":
    main()
