"""Runs the cells of pip in rigs and keeps what they did in recorded/pip.json (root).

``python -m tests.matrix.pip_run [PATTERN…]``: what is recorded of other cells stays.
``--random N --seed S`` runs N cells that nobody chose and says where the prediction differs; ``--keep`` records them.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from fnmatch import fnmatch
from typing import Any

import packaging
import platformdirs

from tests.matrix.cells import CELLS, Cell
from tests.matrix.pip_compare import cell_of, differences, predicted, real_of
from tests.matrix.pip_drawn import drawn
from tests.matrix.pip_outcome import Real, judge
from tests.matrix.pip_record import Shelf
from tests.rigs import images, payload, wheels
from tests.rigs.machine import Machine, machine

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
RECORDED = os.path.join(HERE, "recorded", "pip.json")
PIPS = tuple(version for name, version in wheels.WANTED if name == "pip")
NEWER = (payload.Payload("wheel", "99.0"),)
METADATA = (
    "find /usr/lib/python3* /usr/local /root /home /opt /tmp /w /p /local /r -xdev -path '*/.cache/*' -prune"
    " -o '(' -name '*.dist-info' -o -name '*.egg-info' ')' -printf '%p %C@\\n' 2>/dev/null"
)
BASE = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/links", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
OLD = ("bullseye",)
"""Suites whose own Python is too old for the product: there another suite's is run, by its own loader."""


@contextmanager
def stage() -> Iterator[dict[str, str]]:
    """The directories that every machine gets to see: wheels, unpacked pips, the product with these tests."""
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o755)
        payload.build(f"{place}/index")
        for newer in NEWER:
            payload._write_wheel(f"{place}/index/wheels/{newer.wheel}", newer)
        os.makedirs(f"{place}/pips/wheels")
        for suite in sorted({cell.suite for cell in CELLS}):
            wheels.compiled(suite)
        for version in PIPS:
            shutil.copytree(wheels.pip(version), f"{place}/pips/{version}", symlinks=True)
            shutil.copy(wheels.wheel("pip", version), f"{place}/pips/wheels/{version}.whl")
        skip = shutil.ignore_patterns("__pycache__", "recorded")
        shutil.copytree(f"{ROOT}/src", f"{place}/pipwise/src", ignore=skip)
        shutil.copytree(HERE, f"{place}/pipwise/tests/matrix", ignore=skip)
        for source in map(os.path.dirname, (packaging.__file__, platformdirs.__file__)):
            shutil.copytree(source, f"{place}/pipwise/site/{os.path.basename(source)}", ignore=skip)
        yield {f"{place}/index/wheels": "/links", f"{place}/pips": "/pips", f"{place}/pipwise": "/pipwise"}


@contextmanager
def seen(cell: Cell, binds: Mapping[str, str]) -> Iterator[Machine]:
    """A fresh machine of the cell's suite, without a network."""
    more = {images.mounted("bookworm-bare"): "/py"} if cell.suite in OLD else {}
    with machine(cell.suite, cell.layer, network=False, binds={**binds, **more}) as rig:
        yield rig


def run(cell: Cell, binds: Mapping[str, str]) -> dict[str, Any]:
    """One cell in a machine of its own: its facts, then what it really does."""
    with seen(cell, binds) as rig:
        ready(cell, rig)
        found, told = facts(cell, rig), why(cell, rig)
        ended, said = carried_out(cell, rig)
        return {"cell": list(cell), "facts": found, "real": ended._asdict(), "why": told, "said": said}


def ready(cell: Cell, rig: Machine) -> None:
    """Bring a fresh machine into the state that the cell asks about."""
    lines = ["mkdir /w", f"chown {cell.user}: /w"]
    if cell.pip:
        library = "/usr/local/lib/$(python3 -c 'import sys; print(\"python%d.%d\" % sys.version_info[:2])')/dist-packages"
        # A copy where pip itself is to be changed: it would follow the link into what can only be read.
        place = "cp -r" if cell.argv.endswith(" pip") else "ln -s"
        lines += [
            f"mkdir -p {library}",
            f"{place} /pips/{cell.pip}/pip /pips/{cell.pip}/pip-*.dist-info {library}/",
        ]
    for user, script in (
        ("root", "; ".join([*lines, "cd /w", cell.prepare or ":"])),
        (cell.user, cell.setup),
    ):
        made = rig.run(
            f"set -e; cd /w; {script}" if script == cell.setup else f"set -e; {script}", user=user, env=BASE
        )
        if made.status:
            raise RuntimeError(f"{cell.name}: {made.stderr}{made.stdout}")


def _environment(cell: Cell) -> dict[str, str | None]:
    return {**BASE, **dict(cell.environment)}


def _words(cell: Cell) -> list[str]:
    home = "/root" if cell.user == "root" else f"/home/{cell.user}"
    return shlex.split(cell.argv.replace("~/", f"{home}/"))


def facts(cell: Cell, rig: Machine) -> dict[str, Any]:
    """What the product finds out in the machine, as the user of the cell."""
    command = [*_python(cell), "/pipwise/tests/matrix/pip_facts.py", *_words(cell)]
    said = rig.run(command, user=cell.user, env=_environment(cell), cwd=cell.cwd)
    _, mark, answer = said.stdout.partition("\npip-facts:")
    if not mark:
        raise RuntimeError(f"{cell.name}: {said.stderr}")
    found: dict[str, Any] = json.loads(answer)
    return found


def why(cell: Cell, rig: Machine) -> list[Any]:
    """Verdict, code, exit status and destination that the product itself tells there, or what it ended with instead."""
    command = [*_python(cell), "/pipwise/tests/matrix/why.py", *_words(cell)]
    environment = {**_environment(cell), "XDG_CACHE_HOME": "/tmp/why", "PYTHONIOENCODING": "utf-8"}
    said = rig.run(command, user=cell.user, env=environment, cwd=cell.cwd)
    try:
        outcome = json.loads(said.stdout)["outcomes"][0]
    except ValueError:
        return ["none", "none", said.status, said.stderr]
    return [outcome["verdict"], outcome["code"], outcome["exit_status"], outcome["destination"]]


def _python(cell: Cell) -> list[str]:
    if cell.suite not in OLD:
        return ["/usr/bin/python3", "-I", "-B"]
    library = "/py/usr/lib/x86_64-linux-gnu:/py/lib/x86_64-linux-gnu"
    loader = "/py/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2"
    return [loader, "--library-path", library, "/py/usr/bin/python3.11", "-I", "-B"]


def carried_out(cell: Cell, rig: Machine) -> tuple[Real, str]:
    """Run the command and see how it ended, which metadata came and went, and what it said."""
    path = _import_path(cell, rig)
    before = _metadata_before(cell, rig)
    words = " ".join(map(shlex.quote, _words(cell)))
    # The kernel stamps files by a coarser clock.
    start = time.time() - 0.02
    done = rig.run(words, user=cell.user, env=_environment(cell), cwd=cell.cwd, timeout=100)
    after = _stamps(rig)
    new = [name for name, stamp in after.items() if stamp >= start]
    gone = [name for name in before if name not in after]
    said = done.stderr + done.stdout[-3000:]
    return judge(done.status, said, new, gone, path), said


def _stamps(rig: Machine) -> dict[str, float]:
    """Metadata of distributions, and when each changed last."""
    lines = rig.run(METADATA).stdout.splitlines()
    return {name: float(stamp) for name, _, stamp in (line.rpartition(" ") for line in lines)}


_before: dict[tuple[str, ...], dict[str, float]] = {}


def _metadata_before(cell: Cell, rig: Machine) -> dict[str, float]:
    """The metadata that stands there beforehand, which is the same for all cells that are set up alike."""
    key = (cell.suite, cell.pip, cell.user, cell.prepare, cell.setup)
    if key not in _before:
        _before[key] = _stamps(rig)
    return _before[key]


_paths: dict[tuple[str, ...], list[str]] = {}


def _import_path(cell: Cell, rig: Machine) -> list[str]:
    """Where the suite's own Python imports from, with the sites of the caller and of the user that the caller becomes."""
    kept = {name: value for name, value in cell.environment if name in ("PYTHONUSERBASE", "HOME")}
    ask = "import sys, site; print(*[p for p in sys.path if p], site.getusersitepackages(), sep='\\n')"
    found: list[str] = []
    for user in (cell.user, "alice" if "sudo -u alice" in cell.argv else "root"):
        if user != cell.user and not cell.argv.startswith("sudo "):
            continue
        key = (cell.suite, user, *kept.values())
        if key not in _paths:
            said = rig.run(["/usr/bin/python3", "-c", ask], user=user, env=kept)
            _paths[key] = said.stdout.splitlines()
        found += _paths[key]
    return found


def save(recorded: dict[str, Any]) -> None:
    """One line a cell; what many cells share stands once, at the top."""
    shelf = Shelf([])
    lines = []
    for name, record in recorded.items():
        target = record["facts"]["target"]
        shared = {**record["facts"], "target": [shelf.put(leaf) for leaf in target]}
        kept = {"cell": record["cell"], "facts": shared, "real": record["real"]}
        lines.append(f"{json.dumps(name)}: {json.dumps(kept, sort_keys=True)}")
    shelved = ",\n".join(json.dumps(value) for value in shelf.kept)
    with open(RECORDED, "w", encoding="utf-8") as file:
        file.write('{"shared": [\n' + shelved + '\n],\n"cells": {\n' + ",\n".join(lines) + "\n}}\n")


def load() -> dict[str, Any]:
    """Name → record, with nothing shared any more."""
    if not os.path.exists(RECORDED):
        return {}
    with open(RECORDED, encoding="utf-8") as file:
        data = json.load(file)
    for record in data["cells"].values():
        record["facts"]["target"] = [data["shared"][place] for place in record["facts"]["target"]]
    cells: dict[str, Any] = data["cells"]
    return cells


def chosen(patterns: list[str], every: int, recorded: dict[str, Any]) -> list[Cell]:
    """The cells that the command line asks for; those that were drawn and recorded can be asked for again."""
    drawn_before = (cell_of(record) for name, record in recorded.items() if _is_drawn(name))
    wanted = [
        cell
        for cell in (*CELLS, *drawn_before)
        if not patterns or any(fnmatch(cell.name, pattern) for pattern in patterns)
    ]
    return wanted[::every]


def _run_all(cells: list[Cell], jobs: int) -> Iterator[dict[str, Any]]:
    """Records in the order of the cells; one that cannot be set up is said, and is no reason to lose the others."""
    for suite in {cell.suite for cell in cells} | {"bookworm"}:
        images.lower(f"{suite}-venv", resolver=False, certificates=True)
    with stage() as binds, ThreadPoolExecutor(jobs) as pool:
        waiting = {cell.name: pool.submit(run, cell, binds) for cell in cells}
        for name, future in waiting.items():
            try:
                yield future.result()
            except Exception as error:  # noqa: BLE001  # whatever it was, the others go on
                print(f"{name}: {error!r}", file=sys.stderr)


def _compare(cells: list[Cell], jobs: int) -> list[dict[str, Any]]:
    """Run cells, say where the model differs, and how many did."""
    records, wrong = [], 0
    for record in _run_all(cells, jobs):
        records.append(record)
        outcome = predicted(record)
        found = differences(outcome, real_of(record))
        model = [outcome.verdict, outcome.code, outcome.exit_status, outcome.destination]
        if record["why"] != model:
            found.append(f"why --json: {record['why']}, but the model says {model}")
        if found:
            wrong += 1
            cell = Cell(*record["cell"])
            told = "\n".join(f"    | {line}" for line in record["said"].strip().splitlines()[-6:])
            print(f"{cell}\n  {outcome.verdict} {outcome.code} {outcome.destination} {outcome.message}")
            print("\n".join(f"  {line}" for line in found), told, sep="\n", flush=True)
    print(f"{len(records)} of {len(cells)} cells run, {wrong} differ")
    return records


def main() -> int:
    """Run cells, a few at a time, and keep what they did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("patterns", nargs="*")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--missing", action="store_true", help="only cells that are not recorded yet")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--random", type=int, metavar="N", help="N cells drawn at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="record what was drawn")
    options = parser.parse_args()
    recorded = load()
    if options.random:
        cells = [
            cell
            for cell in drawn(options.seed, options.random)
            if not options.patterns or any(fnmatch(cell.name, pattern) for pattern in options.patterns)
        ]
        records = _compare(cells, options.jobs)
        recorded = load() | ({record["cell"][0]: record for record in records} if options.keep else {})
    else:
        cells = [
            cell
            for cell in chosen(options.patterns, options.every, recorded)
            if not (options.missing and cell.name in recorded)
        ]
        records = list(_run_all(cells, options.jobs))
        recorded = load() | {record["cell"][0]: record for record in records}
    if options.keep or not options.random:
        known = [cell.name for cell in CELLS if cell.name in recorded]
        save({name: recorded[name] for name in (*known, *(name for name in recorded if _is_drawn(name)))})
    return 0 if len(records) == len(cells) else 1


def _is_drawn(name: str) -> bool:
    return name.startswith("drawn/")


if __name__ == "__main__":
    raise SystemExit(main())
