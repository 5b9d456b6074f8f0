"""Cells of pipx, and their runner: ``PIPX_TREES=DIR python -m tests.matrix.uv_pipx`` (root) writes recorded/pipx.json.

DIR has one directory a version, with pipx and what it needs unpacked in it (``pip install --target DIR/1.7.1 pipx==1.7.1``).
"""

from __future__ import annotations

import json
import os
import shlex
import sys
import tempfile
from typing import Any, NamedTuple

import packaging

from tests.matrix.uv_run import HERE, METADATA, SOURCE
from tests.rigs import payload
from tests.rigs.machine import Machine, machine

RECORDED = os.path.join(HERE, "recorded", "pipx.json")
X = "pep668demo"
PROGRAM = """#!/usr/bin/python3
import sys
sys.path.insert(0, "/opt/pipx-tree")
sys.argv[0] = "pipx"
from pipx.main import cli
sys.exit(cli())
"""


class PipxCell(NamedTuple):
    """One question to a real pipx."""

    name: str
    argv: str
    setup: str = ""
    environment: tuple[tuple[str, str], ...] = ()
    user: str = "alice"
    layer: str = "venv"
    version: str = "1.7.1"
    suite: str = "bookworm"


_PLAIN = (
    ("install", f"pipx install {X}", ""),
    ("install-again", f"pipx install {X}", f"pipx install {X}"),
    ("install-forced", f"pipx install --force {X}", f"pipx install {X}"),
    ("install-python-missing", f"pipx install --python 3.99 {X}", ""),
    ("install-invalid", "pipx install 'foo bar'", ""),
    ("install-nothing", "pipx install", ""),
    ("install-suffix", f"pipx install --suffix=_x {X}", ""),
    ("install-abbreviated", f"pipx install --forc {X}", ""),
    ("install-unknown-option", f"pipx install --break-system-packages {X}", ""),
    ("install-old-home", f"pipx install {X}", "mkdir -p ~/.local/pipx"),
    ("run", f"pipx run {X}", ""),
    ("run-nothing", "pipx run", ""),
    ("uninstall-missing", f"pipx uninstall {X}", ""),
    ("uninstall", f"pipx uninstall {X}", f"pipx install {X}"),
    ("upgrade-missing", f"pipx upgrade {X}", ""),
    ("inject-missing", f"pipx inject {X} six", ""),
    ("inject", f"pipx inject {X} pep668needs", f"pipx install {X}"),
    ("list", "pipx list", ""),
    ("environment", "pipx environment", ""),
    ("environment-value", "pipx environment --value NOSUCH", ""),
    ("ensurepath", "pipx ensurepath", ""),
    ("runpip-missing", f"pipx runpip {X} list", ""),
    ("help", "pipx install --help", ""),
    ("nothing", "pipx", ""),
    ("no-such-command", "pipx nosuch", ""),
)


_EVERYWHERE = (
    "install",
    "install-again",
    "install-python-missing",
    "run",
    "uninstall-missing",
    "inject-missing",
    "nothing",
)


def _cells() -> tuple[PipxCell, ...]:
    versions = ("1.1.0", "1.7.1", "1.18.4")
    cells = [
        PipxCell(f"{name}-{version}", argv, setup, version=version)
        for version in versions
        for name, argv, setup in _PLAIN
        if version == "1.7.1" or name in _EVERYWHERE
    ]
    cells += [
        PipxCell(f"no-ensurepip-{version}", f"pipx install {X}", layer="pip", version=version)
        for version in versions
    ]
    own = (("PIPX_HOME", "/w/h"), ("PIPX_BIN_DIR", "/w/b"))
    cells += [
        PipxCell("home-1.7.1", f"pipx install {X}", environment=own),
        PipxCell("home-root-1.1.0", f"pipx install {X}", environment=own, user="root", version="1.1.0"),
        PipxCell("home-denied-1.7.1", f"pipx install {X}", environment=(("PIPX_HOME", "/opt/h"),)),
        PipxCell("xdg-1.7.1", f"pipx install {X}", environment=(("XDG_DATA_HOME", "/w/d"),)),
        PipxCell("root-1.7.1", f"pipx install {X}", user="root"),
        PipxCell("global-root-1.7.1", f"pipx install --global {X}", user="root"),
        PipxCell("global-alice-1.7.1", f"pipx install --global {X}"),
        PipxCell("trixie-1.7.1", f"pipx install {X}", suite="trixie"),
    ]
    return tuple(cells)


CELLS = _cells()


def run(cell: PipxCell, links: str, tree: str) -> dict[str, Any]:
    """One cell in a machine of its own; the network is there, since pipx fetches a pip of its own."""
    binds = {
        os.path.join(links, "wheels"): "/links",
        tree: "/opt/pipx-tree",
        SOURCE: "/pipwise/src",
        HERE: "/pipwise/tests/matrix",
        os.path.dirname(packaging.__file__): "/pipwise/packaging",
    }
    with machine(cell.suite, cell.layer, binds=binds) as rig:
        rig.write("/usr/local/bin/pipx", PROGRAM, mode=0o755)
        rig.run(f"mkdir /w && chown {cell.user}: /w")
        environment: dict[str, str | None] = {"PIP_FIND_LINKS": "/links", **dict(cell.environment)}
        if cell.setup:
            done = rig.run(f"set -e; {cell.setup}", user=cell.user, env=environment, cwd="/w")
            if done.status:
                raise RuntimeError(f"{cell.name}: {done.stderr}")
        return {"cell": cell._asdict(), **_facts(rig, cell, environment), **_outcome(rig, cell, environment)}


def _facts(rig: Machine, cell: PipxCell, environment: dict[str, str | None]) -> dict[str, Any]:
    inside = {
        **environment,
        "PYTHONPATH": "/pipwise/src:/pipwise",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [
        "/usr/bin/python3",
        "/pipwise/tests/matrix/uv_pipx_facts.py",
        cell.version,
        *shlex.split(cell.argv),
    ]
    said = rig.run(command, user=cell.user, env=inside, cwd="/w")
    _, mark, answer = said.stdout.partition("\npipx-facts:")
    if not mark:
        raise RuntimeError(f"{cell.name}: {said.stderr}")
    facts: dict[str, Any] = json.loads(answer)
    return facts


def _outcome(rig: Machine, cell: PipxCell, environment: dict[str, str | None]) -> dict[str, Any]:
    before = set(rig.run(METADATA).stdout.splitlines())
    done = rig.run(shlex.split(cell.argv), user=cell.user, env=environment, cwd="/w")
    after = set(rig.run(METADATA).stdout.splitlines())
    landed = {line.rpartition(" ")[0].rpartition("/")[0] for line in after - before if "/pep668" in line}
    real = {"exit_status": done.status, "landed": sorted(landed)}
    return {"real": real, "said": (done.stderr or done.stdout)[-400:]}


def main() -> int:
    """Run the cells whose names begin with one of the words, or all."""
    trees = os.environ["PIPX_TREES"]
    wanted = tuple(sys.argv[1:])
    recorded: dict[str, Any] = {}
    if wanted and os.path.exists(RECORDED):
        with open(RECORDED, encoding="utf-8") as file:
            recorded = json.load(file)
    with tempfile.TemporaryDirectory() as links:
        payload.build(links)
        os.chmod(links, 0o755)
        for cell in CELLS:
            if not wanted or cell.name.startswith(wanted):
                recorded[cell.name] = run(cell, links, os.path.join(trees, cell.version))
                print(cell.name, recorded[cell.name]["real"], file=sys.stderr)
    with open(RECORDED, "w", encoding="utf-8") as file:
        lines = (
            f"{json.dumps(name)}: {json.dumps(record, sort_keys=True)}" for name, record in recorded.items()
        )
        file.write("{\n" + ",\n".join(lines) + "\n}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
