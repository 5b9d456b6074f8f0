"""What machines cost here: `python3 -m tests.rigs.measure` prints the table of README.md, in milliseconds."""

import statistics
import time
from collections.abc import Callable

from .machine import machine


def measure(label: str, call: Callable[[], object], times: int = 15) -> None:
    """Print the least and the median of some calls, after one that is not counted."""
    call()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    print(f"{label:50} least {min(taken):7.1f}   median {statistics.median(taken):7.1f}", flush=True)


def start_and_end(layer: str, network: bool) -> Callable[[], object]:
    """A machine in which nothing is done."""

    def call() -> None:
        with machine("bookworm", layer, network=network):
            pass

    return call


def main() -> None:
    """Measure starting, running and looking."""
    measure("start and end a machine, bare", start_and_end("bare", True))
    measure("start and end a machine, venv (three images)", start_and_end("venv", True))
    measure("start and end a machine, network cut", start_and_end("venv", False))
    with machine("bookworm", "venv", network=False) as rig:
        measure("run true as root", lambda: rig.run(["true"]))
        measure("run true as alice", lambda: rig.run(["true"], user="alice"))
        measure("run python3 -c pass", lambda: rig.run(["/usr/bin/python3", "-c", "pass"]))
        measure("run pip3 install, refused", lambda: rig.run(["pip3", "install", "six"], user="alice"), 5)
        measure("tree of /usr and /etc", lambda: rig.tree("/usr", "/etc"))
        measure("dpkg --verify", rig.dpkg_verify, 3)


if __name__ == "__main__":
    main()
