"""Runs the cells of uv in rigs and keeps what they did in recorded/uv.json: ``python -m tests.matrix.uv_run [NAME…]`` (root)."""

from __future__ import annotations

import json
import os
import shlex
import sys
import tempfile
from fnmatch import fnmatch
from typing import Any

import packaging

from tests.matrix.uv_cells import CELLS as CHOSEN
from tests.matrix.uv_cells import UvCell
from tests.matrix.uv_look import pooled, unpooled
from tests.matrix.uv_lots import LOTS
from tests.matrix.uv_outcome import judge
from tests.rigs import images, payload, wheels
from tests.rigs.machine import Machine, machine

HERE = os.path.dirname(os.path.abspath(__file__))
RECORDED = os.path.join(HERE, "recorded", "uv.json")
SOURCE = os.environ.get("PIPWISE_SOURCE", os.path.join(HERE, os.pardir, os.pardir, "src"))
METADATA = (
    "find / -xdev -path /proc -prune -o -path '*/.cache/*' -prune -o -path /links -prune "
    "-o -name '*.dist-info' -printf '%p %T@\\n' 2>/dev/null"
)
NEWEST = "0.13.9"
CELLS = (*CHOSEN, *LOTS)
OTHER = "/pipwise/bookworm"


def binaries() -> dict[str, str]:
    """Version → uv; older ones only where UV_BINARIES names a directory of theirs."""
    found = {NEWEST: wheels.uv(NEWEST)}
    own = os.environ.get("UV_BINARIES", "")
    for name in os.listdir(own) if own else []:
        found.setdefault(name, os.path.join(own, name, "uv"))
    return found


def run(cell: UvCell, links: str, uv: str) -> dict[str, Any]:
    """One cell in a machine of its own."""
    binds = {
        uv: "/usr/local/bin/uv",
        os.path.join(links, "wheels"): "/links",
        SOURCE: "/pipwise/src",
        HERE: "/pipwise/matrix",
        os.path.dirname(packaging.__file__): "/pipwise/packaging",
    }
    if cell.suite == "bullseye":
        binds[images.mounted("bookworm-bare")] = OTHER
    uvx = os.path.join(os.path.dirname(uv), "uvx")
    if os.path.exists(uvx):
        binds[uvx] = "/usr/local/bin/uvx"
    with machine(cell.suite, cell.layer, network=False, binds=binds) as rig:
        home = "/root" if cell.user == "root" else f"/home/{cell.user}"
        made = rig.run(f"mkdir /w && chown {cell.user}: /w")
        base = {"UV_FIND_LINKS": "/links", "UV_OFFLINE": "1"}
        for user, script in (("root", cell.prepare), (cell.user, cell.setup)):
            if script:
                made = rig.run(f"set -e; cd /w; {script}", user=user, env=base)
                if made.status:
                    raise RuntimeError(f"{cell.name}: {made.stderr}")
        environment: dict[str, str | None] = {**base, **dict(cell.environment)}
        facts = _facts(rig, cell, environment, home)
        return {"cell": cell._asdict(), **facts, **_outcome(rig, cell, environment)}


def _facts(rig: Machine, cell: UvCell, environment: dict[str, str | None], home: str) -> dict[str, Any]:
    words = shlex.split(cell.argv.replace("~/", f"{home}/"))
    inside = {
        **environment,
        "PYTHONPATH": "/pipwise/src:/pipwise/matrix:/pipwise",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    python = ["/usr/bin/python3"]
    if cell.suite == "bullseye":
        # Its own Python is too old for us: the one of Debian 12 is brought along, with its own loader and libraries.
        python = [
            f"{OTHER}/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2",
            "--library-path",
            f"{OTHER}/usr/lib/x86_64-linux-gnu",
        ]
        python.append(f"{OTHER}/usr/bin/python3.11")
        inside["PYTHONHOME"] = f"{OTHER}/usr"
    said = rig.run(
        [*python, "/pipwise/matrix/uv_facts.py", cell.version, *words],
        user=cell.user,
        env=inside,
        cwd=cell.cwd,
    )
    _, mark, answer = said.stdout.partition("\nuv-facts:")
    if not mark:
        raise RuntimeError(f"{cell.name}: {said.stderr}")
    facts: dict[str, Any] = json.loads(answer)
    for name in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "_"):
        facts["environment"].pop(name, None)
    return facts


def _outcome(rig: Machine, cell: UvCell, environment: dict[str, str | None]) -> dict[str, Any]:
    home = "/root" if cell.user == "root" else f"/home/{cell.user}"
    words = shlex.split(cell.argv.replace("~/", f"{home}/"))
    before = set(rig.run(METADATA).stdout.splitlines())
    done = rig.run(words, user=cell.user, env=environment, cwd=cell.cwd, timeout=60)
    after = set(rig.run(METADATA).stdout.splitlines())
    links = rig.run("find /w -maxdepth 2 -type l -printf '%p %l\\n'").stdout
    path = rig.run(["/usr/bin/python3", "-I", "-c", "import sys; print(*sys.path, sep='\\n')"]).stdout
    real = judge(done.status, done.stderr, before, after)
    return {
        "real": real._asdict(),
        "system_path": [line for line in path.splitlines() if line],
        "links": dict(line.split(" ", 1) for line in links.splitlines()),
        "said": (done.stderr or done.stdout)[:2000],
    }


def main() -> int:
    """Run all cells, or those whose names match one of the patterns; what is recorded of others stays."""
    wanted = sys.argv[1:]
    recorded: dict[str, Any] = {}
    if wanted and os.path.exists(RECORDED):
        with open(RECORDED, encoding="utf-8") as file:
            recorded = unpooled(json.load(file))
    found = binaries()
    with tempfile.TemporaryDirectory() as links:
        payload.build(links)
        os.chmod(links, 0o755)
        for count, cell in enumerate(CELLS):
            if cell.version not in found or (wanted and not any(fnmatch(cell.name, name) for name in wanted)):
                continue
            recorded[cell.name] = run(cell, links, found[cell.version])
            print(cell.name, *recorded[cell.name]["real"].values(), file=sys.stderr)
            if count % 20 == 0:
                save(recorded)
    save({cell.name: recorded[cell.name] for cell in CELLS if cell.name in recorded})
    return 0


def save(recorded: dict[str, Any]) -> None:
    """One line a cell, so that a change can be read."""
    recorded = pooled(recorded)
    with open(RECORDED, "w", encoding="utf-8") as file:
        lines = (
            f"{json.dumps(name)}: {json.dumps(record, sort_keys=True)}" for name, record in recorded.items()
        )
        file.write("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    raise SystemExit(main())
