"""Runs the cells of pip in rigs and keeps what they did in recorded/pip.json (root).

``python -m tests.matrix.pip_run [PATTERN…]``: what is recorded of other cells stays.
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

from tests.matrix.cells import CELLS, Cell
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
        shutil.copytree(os.path.dirname(packaging.__file__), f"{place}/pipwise/site/packaging", ignore=skip)
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
        return {"facts": facts(cell, rig), "real": real(cell, rig)._asdict()}


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
    python = ["/usr/bin/python3"]
    if cell.suite in OLD:
        library = "/py/usr/lib/x86_64-linux-gnu:/py/lib/x86_64-linux-gnu"
        python = [
            "/py/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2",
            "--library-path",
            library,
            "/py/usr/bin/python3.11",
        ]
    command = [*python, "-I", "-B", "/pipwise/tests/matrix/pip_facts.py", *_words(cell)]
    said = rig.run(command, user=cell.user, env=_environment(cell), cwd=cell.cwd)
    _, mark, answer = said.stdout.partition("\npip-facts:")
    if not mark:
        raise RuntimeError(f"{cell.name}: {said.stderr}")
    found: dict[str, Any] = json.loads(answer)
    return found


def real(cell: Cell, rig: Machine) -> Real:
    """Run the command and see what it said, how it ended, and which metadata came and went."""
    path = _import_path(cell, rig)
    before = _metadata_before(cell, rig)
    words = " ".join(map(shlex.quote, _words(cell)))
    # The kernel stamps files by a coarser clock.
    start = time.time() - 0.02
    done = rig.run(words, user=cell.user, env=_environment(cell), cwd=cell.cwd, timeout=100)
    after = _stamps(rig)
    new = [name for name, stamp in after.items() if stamp >= start]
    gone = [name for name in before if name not in after]
    return judge(done.status, done.stderr + done.stdout[-3000:], new, gone, path)


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


_paths: dict[tuple[str, str, str], list[str]] = {}


def _import_path(cell: Cell, rig: Machine) -> list[str]:
    """Where the suite's own Python imports from, with the user's site."""
    base = dict(cell.environment).get("PYTHONUSERBASE", "")
    user = "root" if cell.argv.startswith("sudo pip") else cell.user
    key = (cell.suite, user, base)
    if key not in _paths:
        ask = "import sys, site; print(*[p for p in sys.path if p], site.getusersitepackages(), sep='\\n')"
        said = rig.run(
            ["/usr/bin/python3", "-c", ask], user=cell.user, env={"PYTHONUSERBASE": base} if base else {}
        )
        _paths[key] = said.stdout.splitlines()
    return _paths[key]


def save(recorded: dict[str, Any]) -> None:
    """One line a cell; what many cells share stands once, at the top."""
    shelf = Shelf([])
    lines = []
    for name, record in recorded.items():
        target = record["facts"]["target"]
        shared = {**record["facts"], "target": [shelf.put(leaf) for leaf in target]}
        lines.append(f"{json.dumps(name)}: {json.dumps({**record, 'facts': shared}, sort_keys=True)}")
    kept = ",\n".join(json.dumps(value) for value in shelf.kept)
    with open(RECORDED, "w", encoding="utf-8") as file:
        file.write('{"shared": [\n' + kept + '\n],\n"cells": {\n' + ",\n".join(lines) + "\n}}\n")


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


def chosen(patterns: list[str], every: int) -> list[Cell]:
    """The cells that the command line asks for."""
    wanted = [
        cell for cell in CELLS if not patterns or any(fnmatch(cell.name, pattern) for pattern in patterns)
    ]
    return wanted[::every]


def main() -> int:
    """Run cells, a few at a time, and keep what they did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("patterns", nargs="*")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--missing", action="store_true", help="only cells that are not recorded yet")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    recorded = load()
    cells = [
        cell
        for cell in chosen(options.patterns, options.every)
        if not (options.missing and cell.name in recorded)
    ]
    failed = 0
    for suite in {cell.suite for cell in cells} | {"bookworm"}:
        images.lower(f"{suite}-venv", resolver=False, certificates=True)
    with stage() as binds, ThreadPoolExecutor(options.jobs) as pool:
        waiting = {cell: pool.submit(run, cell, binds) for cell in cells}
        for count, (cell, future) in enumerate(waiting.items(), 1):
            try:
                recorded[cell.name] = {"cell": list(cell), **future.result()}
            except Exception as error:  # noqa: BLE001  # one cell that cannot be set up is no reason to lose the others
                failed += 1
                print(f"{cell.name}: {error!r}", file=sys.stderr)
            if count % 100 == 0:
                print(f"{count} of {len(cells)}", file=sys.stderr)
                save(recorded)
    save({cell.name: recorded[cell.name] for cell in CELLS if cell.name in recorded})
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
