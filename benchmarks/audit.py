"""An audit against its peers: ``python3 benchmarks/audit.py [ROUNDS [PACKAGES [DISTRIBUTIONS]]]``, as root, with images.

A Debian 12 is filled with that many OS packages (80 files of 30 KB each, all there and as dpkg leaves them, a tenth of the
packages for Python) and distributions, and ``pipwise audit``, ``pip inspect`` and a whole ``dpkg --verify`` are timed in turn
in it, all from warm caches. With ``linear`` in place of the numbers: an audit of 625 to 5,000 distributions.
"""

from __future__ import annotations

import sys
import sysconfig
from contextlib import AbstractContextManager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.rigs.machine import Machine, machine  # noqa: E402 - found only after the line above

FILL = """
import glob, hashlib, os, shutil, sys
packages, distributions = map(int, sys.argv[1:])
info, status = "/var/lib/dpkg/info", open("/var/lib/dpkg/status", "a")
os.makedirs("/usr/lib/pool")
pool = []
for n in range(100):
    text = (f"{n} of the pool\\n" * 4000)[: 10_000 + 400 * n].encode()
    open(f"/usr/lib/pool/{n}", "wb").write(text)
    pool.append(hashlib.md5(text).hexdigest())
def listed(name, lines, sums):
    # As dpkg does it: the files, then the list, then the sums, renamed.
    open(f"{info}/{name}.list", "w").write(lines)
    open(f"{info}/{name}.new", "w").write(sums)
    os.rename(f"{info}/{name}.new", f"{info}/{name}.md5sums")
for path in glob.glob(f"{info}/*.md5sums"):
    name, sums = os.path.basename(path)[:-8], open(path).read()
    if "/python3" in sums:
        for line in sums.splitlines():
            file = "/" + line.partition("  ")[2]
            if os.path.isfile(file) and "/python3" in file:
                shutil.copy2(file, file + ".dpkg-new")
                os.rename(file + ".dpkg-new", file)
        listed(name, open(f"{info}/{name}.list").read(), sums)
for n in range(packages):
    name = f"filler{n}"
    place = f"/usr/lib/python3/dist-packages/{name}" if n % 10 == 0 else f"/usr/share/{name}"
    os.makedirs(place)
    paths, sums = ["/.", "/usr", "/usr/lib", place], []
    for m in range(80 if n % 10 else 10):
        which = (n + m) % 100
        if n % 10:
            os.link(f"/usr/lib/pool/{which}", f"{place}/m{m}.py")
        else:
            shutil.copyfile(f"/usr/lib/pool/{which}", f"{place}/m{m}.py")
        paths.append(f"{place}/m{m}.py")
        sums.append(f"{pool[which]}  {place[1:]}/m{m}.py\\n")
    listed(name, "\\n".join(paths) + "\\n", "".join(sums))
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
for place in ("/usr/lib/python3", "/usr/lib/python3.11", "/usr/share/python3"):
    for folder, _, _ in os.walk(place, topdown=False):
        # An overlay gives a directory its old time back when it has copied up what is in it; dpkg puts entries into it.
        os.mkdir(f"{folder}/entry")
        os.rmdir(f"{folder}/entry")
# Installed programs are compiled.
shutil.copytree("/src", "/opt/src", ignore=shutil.ignore_patterns("__pycache__"))
import compileall
compileall.compile_dir("/opt/src", quiet=1)
"""
TIME = """
import resource, statistics, subprocess, sys, time
start = "import sys; sys.path[:0] = ['/opt/src', '/deps']; from pipwise.cli.main import main; sys.exit(main())"
peers = {"audit": ["python3", "-c", start, "audit"], "inspect": ["python3", "-m", "pip", "inspect"],
         "verify": ["dpkg", "--verify"]}
peers = {name: argv for name, argv in peers.items() if name in sys.argv[2:]}
clocks = {name: [] for name in peers}
for turn in range(int(sys.argv[1]) + 1):
    for name, argv in peers.items():
        before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(argv, capture_output=True)
        took, used = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
        if turn:
            clocks[name].append((took, used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime))
for name, seen in clocks.items():
    wall, processor = (statistics.median(one[at] for one in seen) for at in (0, 1))
    print(f"{name:<8} {wall:7.2f} s, {processor:7.2f} s of processor time")
for peer in [one for one in peers if one != "audit"]:
    wall, processor = (statistics.median(a[at] / b[at] for a, b in zip(clocks["audit"], clocks[peer])) for at in (0, 1))
    print(f"audit / {peer}: {wall:.3f}, of processor time {processor:.3f} (1/{1 / processor:.1f})")
"""


def fill(rig: Machine, packages: str, distributions: str) -> None:
    """Make the packages and distributions."""
    done = rig.run(["python3", "-c", FILL, packages, distributions], timeout=1200)
    if done.status:
        sys.exit(done.stderr)


def rig_of() -> AbstractContextManager[Machine]:
    """A machine that sees this checkout."""
    binds = {str(ROOT / "src"): "/src", sysconfig.get_paths()["purelib"]: "/deps"}
    return machine("bookworm", "pkgs", network=False, binds=binds)


def main() -> None:
    """Fill a machine, and time."""
    if sys.argv[1:] == ["linear"]:
        for distributions in ("625", "1250", "2500", "5000"):
            with rig_of() as rig:
                fill(rig, "100", distributions)
                print(
                    distributions, rig.run(["python3", "-c", TIME, "3", "audit"], timeout=3000).stdout, end=""
                )
        return
    rounds, packages, distributions = (*sys.argv[1:], *("5", "3000", "300")[len(sys.argv) - 1 :])
    with rig_of() as rig:
        fill(rig, packages, distributions)
        peers = ("audit", "inspect", "verify")
        print(rig.run(["python3", "-c", TIME, rounds, *peers], timeout=3000).stdout, end="")


if __name__ == "__main__":
    main()
