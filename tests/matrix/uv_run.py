"""Runs the cells of uv in rigs and keeps what they did in recorded/uv.json (root).

``python -m tests.matrix.uv_run [PATTERN…]``; ``--random N --seed S`` draws cells and says where the prediction differs.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from fnmatch import fnmatch
from typing import Any

import packaging

from tests.matrix.uv_cells import CELLS as CHOSEN
from tests.matrix.uv_cells import UvCell
from tests.matrix.uv_compare import comparable, predicted
from tests.matrix.uv_look import pooled, unpooled
from tests.matrix.uv_lots import LOTS, draw
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
        HERE: "/pipwise/tests/matrix",
        os.path.dirname(packaging.__file__): "/pipwise/site/packaging",
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
        told = {"why": _why(rig, cell, environment, home)}
        return {"cell": cell._asdict(), **facts, **told, **_outcome(rig, cell, environment)}


def _facts(rig: Machine, cell: UvCell, environment: dict[str, str | None], home: str) -> dict[str, Any]:
    words = shlex.split(cell.argv.replace("~/", f"{home}/"))
    inside = {
        **environment,
        "PYTHONPATH": "/pipwise/src:/pipwise:/pipwise/site",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    if cell.suite == "bullseye":
        inside["PYTHONHOME"] = f"{OTHER}/usr"
    said = rig.run(
        [*_python(cell), "/pipwise/tests/matrix/uv_facts.py", cell.version, *words],
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


def _python(cell: UvCell) -> list[str]:
    """On Debian 11 its own Python is too old for us: the one of Debian 12 is brought along, with its loader and libraries."""
    if cell.suite != "bullseye":
        return ["/usr/bin/python3"]
    library = f"{OTHER}/usr/lib/x86_64-linux-gnu"
    return [f"{library}/ld-linux-x86-64.so.2", "--library-path", library, f"{OTHER}/usr/bin/python3.11"]


def _why(rig: Machine, cell: UvCell, environment: dict[str, str | None], home: str) -> list[Any]:
    """Verdict, code, exit status and destination that the product itself tells there."""
    words = shlex.split(cell.argv.replace("~/", f"{home}/"))
    own = {"XDG_CACHE_HOME": "/tmp/why", "PYTHONIOENCODING": "utf-8"}
    command = [*_python(cell), "-I", "-B", "/pipwise/tests/matrix/why.py", *words]
    said = rig.run(command, user=cell.user, env={**environment, **own}, cwd=cell.cwd)
    try:
        outcome = json.loads(said.stdout)["outcomes"][0]
    except ValueError:
        return ["none", "none", said.status, said.stderr]
    return [outcome["verdict"], outcome["code"], outcome["exit_status"], outcome["destination"]]


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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("patterns", nargs="*")
    parser.add_argument("--random", type=int, metavar="N", help="N cells drawn at random, compared")
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--keep", action="store_true", help="record what was drawn")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    found = binaries()
    cells = [
        cell
        for cell in (draw(options.random, options.seed) if options.random else CELLS)
        if cell.version in found
        and (not options.patterns or any(fnmatch(cell.name, pattern) for pattern in options.patterns))
    ]
    records, wrong = {}, 0
    for record in _run_all(cells, found, options.jobs):
        records[record["cell"]["name"]] = record
        wrong += bool(options.random) and _differs(record)
    print(f"{len(records)} of {len(cells)} cells run{f', {wrong} differ' if options.random else ''}")
    if options.keep or not options.random:
        kept = {**_load(), **records}
        chosen = {cell.name for cell in CELLS} | {name for name in kept if name.startswith("lot-")}
        save({name: record for name, record in kept.items() if name in chosen})
    return 0 if len(records) == len(cells) else 1


def _run_all(cells: list[UvCell], found: dict[str, str], jobs: int) -> Iterator[dict[str, Any]]:
    """Records in the order of the cells; one that cannot be set up is said, and is no reason to lose the others."""
    for suite, layer in {(cell.suite, cell.layer) for cell in cells}:
        images.lower(f"{suite}-{layer}", resolver=False, certificates=True)
    with tempfile.TemporaryDirectory() as links, ThreadPoolExecutor(jobs) as pool:
        payload.build(links)
        os.chmod(links, 0o755)
        waiting = {cell.name: pool.submit(run, cell, links, found[cell.version]) for cell in cells}
        for name, future in waiting.items():
            try:
                # As it will be read again.
                record: dict[str, Any] = json.loads(json.dumps(future.result()))
            except Exception as error:  # noqa: BLE001  # whatever it was, the others go on
                print(f"{name}: {error!r}", file=sys.stderr)
            else:
                yield record


def _differs(record: dict[str, Any]) -> bool:
    outcome = predicted(record)
    model, real = comparable(record, outcome)
    own = [outcome.verdict, outcome.code, outcome.exit_status, outcome.destination]
    if model == real and record["why"] == own:
        return False
    if record["why"] != own:
        print(f"why --json: {record['why']}, but the model says {own}")
    told = "\n".join(f"    | {line}" for line in record["said"].strip().splitlines()[:6])
    print(f"{UvCell(**record['cell'])}\n  model {model}\n  real  {real}\n{told}", flush=True)
    return True


def _load() -> dict[str, Any]:
    if not os.path.exists(RECORDED):
        return {}
    with open(RECORDED, encoding="utf-8") as file:
        return unpooled(json.load(file))


def save(recorded: dict[str, Any]) -> None:
    """One line a cell, so that a change can be read."""
    recorded = pooled({name: _kept(record) for name, record in recorded.items()})
    with open(RECORDED, "w", encoding="utf-8") as file:
        lines = (
            f"{json.dumps(name)}: {json.dumps(record, sort_keys=True)}" for name, record in recorded.items()
        )
        file.write("{\n" + ",\n".join(lines) + "\n}\n")


def _kept(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != "why"}


if __name__ == "__main__":
    raise SystemExit(main())
