"""An audit against its peers: ``python3 benchmarks/audit.py [ROUNDS [PACKAGES [DISTRIBUTIONS]]]``, as root, with images.

A Debian 12 is filled with that many OS packages (ten files each, all there and as they should be) and distributions, and
``pipwise audit``, ``pip inspect`` and a whole ``dpkg --verify`` are timed in turn in it.
"""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.rigs.machine import Machine, machine  # noqa: E402 - found only after the line above

FILL = """
import hashlib, os, sys
packages, distributions = map(int, sys.argv[1:])
info, status = "/var/lib/dpkg/info", open("/var/lib/dpkg/status", "a")
for n in range(packages):
    name = f"filler{n}"
    place = f"/usr/lib/python3/dist-packages/{name}" if n % 10 == 0 else f"/usr/lib/{name}"
    os.makedirs(place)
    paths, sums = ["/.", "/usr", "/usr/lib", place], []
    for m in range(10):
        text = f"{n} {m}\\n" * 300
        open(f"{place}/m{m}.py", "w").write(text)
        paths.append(f"{place}/m{m}.py")
        sums.append(f"{hashlib.md5(text.encode()).hexdigest()}  {place[1:]}/m{m}.py\\n")
    open(f"{info}/{name}.list", "w").write("\\n".join(paths) + "\\n")
    open(f"{info}/{name}.md5sums", "w").write("".join(sums))
    status.write(f"Package: {name}\\nStatus: install ok installed\\nMaintainer: x <x@x>\\nArchitecture: all\\n"
                 f"Version: 1-{n}\\nDepends: libc6, python3-six\\nDescription: filler\\n\\n")
site = "/usr/local/lib/python3.11/dist-packages"
for n in range(distributions):
    folder = f"{site}/dist{n}-1.{n}.dist-info"
    os.makedirs(folder)
    os.makedirs(f"{site}/dist{n}")
    record = []
    for m in range(20):
        open(f"{site}/dist{n}/m{m}.py", "w").write("x = 1\\n")
        record.append(f"dist{n}/m{m}.py,sha256=x,6")
    open(f"{folder}/METADATA", "w").write(f"Metadata-Version: 2.1\\nName: dist{n}\\nVersion: 1.{n}\\n"
                                          f"Requires-Dist: dist{(n + 1) % distributions}\\n\\n" + "text\\n" * 200)
    open(f"{folder}/INSTALLER", "w").write("pip\\n")
    open(f"{folder}/RECORD", "w").write("\\n".join(record) + "\\n")
"""
TIME = """
import resource, subprocess, sys, time
sys.path.insert(0, "/benchmarks")
start = "import sys; sys.path[:0] = ['/src', '/deps']; from pipwise.cli.main import main; sys.exit(main())"
peers = {"audit": ["python3", "-c", start, "audit"], "inspect": ["python3", "-m", "pip", "inspect"],
         "verify": ["dpkg", "--verify"]}
clocks = {name: [] for name in peers}
for turn in range(int(sys.argv[1]) + 1):
    for name, argv in peers.items():
        begin = time.perf_counter()
        subprocess.run(argv, capture_output=True)
        if turn:
            clocks[name].append(time.perf_counter() - begin)
import statistics
for name, seen in clocks.items():
    print(f"{name:<8} {statistics.median(seen):7.2f} s")
for peer in ("inspect", "verify"):
    print(f"audit / {peer}: {statistics.median(a / b for a, b in zip(clocks['audit'], clocks[peer])):.3f}")
"""


def fill(rig: Machine, packages: str, distributions: str) -> None:
    """Make the packages and distributions."""
    done = rig.run(["python3", "-c", FILL, packages, distributions], timeout=600)
    if done.status:
        sys.exit(done.stderr)


def main() -> None:
    """Fill a machine, and time."""
    rounds, packages, distributions = (*sys.argv[1:], *("5", "3000", "300")[len(sys.argv) - 1 :])
    binds = {str(ROOT / "src"): "/src", sysconfig.get_paths()["purelib"]: "/deps"}
    with machine("bookworm", "pkgs", network=False, binds=binds) as rig:
        fill(rig, packages, distributions)
        print(rig.run(["python3", "-c", TIME, rounds], timeout=3000).stdout, end="")


if __name__ == "__main__":
    main()
