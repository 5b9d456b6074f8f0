"""Instructions, command by command: ``python3 benchmarks/counts.py [--save]`` as root, with images and valgrind.

Seconds depend on what else a machine does; how many instructions a command takes in user space hardly does (0.3 %). They
are counted by valgrind's cachegrind, in a disposable Debian 12, and held against what was counted when
``recorded/instructions/`` was written. What is counted is the process itself, not those that it asks.
"""

from __future__ import annotations

import json
import shutil
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.rigs.machine import Machine

ROOT = Path(__file__).resolve().parents[1]
RECORDED = ROOT / "benchmarks/recorded/instructions/bookworm.json"
TOLERANCE = 0.03
_TIMES = 3
"""The least of so many counts: an order of a set, or a time limit that runs out below valgrind, makes some of them dearer."""
VALGRIND = "/usr/bin/valgrind.bin"
TOOLS = "/usr/libexec/valgrind"
NOTHING = "python3 -c pass"
_PIPWISE = "/usr/bin/python3 -I -S /opt/launch.py pipwise"
_FORGET = "rm -rf /root/.cache/pipwise"
COMMANDS: Mapping[str, tuple[str, str]] = {
    NOTHING: ("", "/usr/bin/python3 -c pass"),
    "pipwise --version": ("", f"{_PIPWISE} --version"),
    "pipwise --help": ("", f"{_PIPWISE} --help"),
    "pipwise why pip install requests": ("", f"{_PIPWISE} why pip install requests"),
    "pipwise why pip install requests, with nothing remembered": (
        _FORGET,
        f"{_PIPWISE} why pip install requests",
    ),
    "pipwise why --json pip install requests": ("", f"{_PIPWISE} why --json pip install requests"),
    "pipwise install setuptools, again": ("", f"{_PIPWISE} install setuptools"),
    "pipwise history": ("", f"{_PIPWISE} history"),
    "pipwise lint Dockerfile": ("", f"{_PIPWISE} lint Dockerfile"),
}
"""What comes before, and what is counted."""
_MADE = f"""
set -e
mkdir -p /project
cp -r /src /opt/src
find /opt/src -name __pycache__ -prune -exec rm -rf {{}} +
{{ echo "import sys"; echo "sys.path += ['/opt/src', '/deps']"; cat /launch.py; }} >/opt/launch.py
printf 'FROM debian:12\\nRUN apt-get update && apt-get install -y python3-pip && pip install flask\\n' >/project/Dockerfile
touch /project/pyproject.toml
python3 -m compileall -q /opt/src
cd /project
python3 -m venv .venv
for n in 1 2; do {_PIPWISE} why pip install requests; {_PIPWISE} install setuptools; {_PIPWISE} lint Dockerfile || true; done
"""


def missing() -> str:
    """Why nothing can be counted here, or ''."""
    sys.path[:0] = [entry for entry in (str(ROOT),) if entry not in sys.path]
    from tests.rigs.machine import available

    if not shutil.which(VALGRIND) or not Path(TOOLS).is_dir():
        return f"valgrind is not installed ({VALGRIND} and {TOOLS})"
    return available() or ""


def counted() -> dict[str, int]:
    """Instructions of each command, in a machine of its own."""
    sys.path[:0] = [entry for entry in (str(ROOT),) if entry not in sys.path]
    from tests.rigs.machine import machine

    binds = {
        str(ROOT / "src"): "/src",
        str(ROOT / "scripts/launch.py"): "/launch.py",
        sysconfig.get_paths()["purelib"]: "/deps",
        VALGRIND: VALGRIND,
        TOOLS: TOOLS,
    }
    found = {}
    with machine("bookworm", "venv", network=False, binds=binds) as rig:
        made = rig.run(_MADE, timeout=300)
        if made.status:
            sys.exit(f"the machine could not be made: {made.stderr[-500:]}")
        found["Python"] = int(rig.run("python3 -c 'import sys; print(sys.hexversion)'").stdout)
        for name, (before, command) in COMMANDS.items():
            found[name] = min(_once(rig, name, before, command) for _ in range(_TIMES))
    return found


def _once(rig: Machine, name: str, before: str, command: str) -> int:
    rig.run(before or "true")
    line = f"{VALGRIND} --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null {command}"
    said = rig.run(line, cwd="/project", env={"VALGRIND_LIB": TOOLS}, timeout=600).stderr
    refs = [one for one in said.splitlines() if "I " in one and "refs:" in one]
    if len(refs) != 1:
        sys.exit(f"{name}: nothing was counted: {said[-500:]}")
    return int(refs[0].rpartition(":")[2].replace(",", ""))


def recorded() -> dict[str, int]:
    """What was counted when it was recorded."""
    return dict(json.loads(RECORDED.read_text()))


def grown(before: Mapping[str, int], now: Mapping[str, int]) -> Iterator[str]:
    """A line for every command that takes more than it did, or that was not counted before."""
    for name in COMMANDS:
        old, new = before.get(name, 0), now[name]
        if new > old * (1 + TOLERANCE):
            by = (
                f"+{100 * (new / old - 1):.1f} %, {100 * TOLERANCE:g} % is allowed" if old else "not recorded"
            )
            yield f"{name}: {old / 1e6:.1f} -> {new / 1e6:.1f} million instructions ({by})"


def lines() -> Iterator[str]:
    """A table in Markdown of what is recorded."""
    found = recorded()
    yield from (
        "## Instructions",
        "",
        "In user space, of the process itself, on a Debian 12; `./test --rigs` holds them.",
        "",
    )
    yield from (f"| command | million instructions | in `{NOTHING}` |", "|---|---|---|")
    for name in COMMANDS:
        yield f"| `{name}` | {found[name] / 1e6:.1f} | {found[name] / found[NOTHING]:.2f} |"


def main() -> int:
    """Count, compare, and keep with ``--save``: 1 where something has grown, 6 where nothing can be counted."""
    if why := missing():
        print(f"nothing can be counted here: {why}", file=sys.stderr)
        return 6
    found = counted()
    if "--save" in sys.argv[1:]:
        RECORDED.parent.mkdir(exist_ok=True)
        RECORDED.write_text(json.dumps(found, indent=1) + "\n")
    before = recorded()
    if before["Python"] != found["Python"]:
        print("the machine has another Python than was recorded: count anew with --save", file=sys.stderr)
        return 6
    for name in COMMANDS:
        now, old = found[name], before.get(name)
        change = f"{now / old - 1:+7.1%}" if old else "    new"
        print(f"{name:<60} {now / 1e6:8.1f} M {now / found[NOTHING]:6.2f} {change}")
    said = list(grown(before, found))
    print("\n".join(said) or "nothing has grown")
    return int(bool(said))


if __name__ == "__main__":
    sys.exit(main())
