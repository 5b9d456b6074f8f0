"""Reading a long log: ``python3 benchmarks/logs.py [MEGABYTES]`` from a checkout that has run once (bar: 10 MB in under 1 s).

Prints seconds of processor time for logs of different kinds. Figures depend on the machine; nothing here is a test.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from pipwise.logs import read_log  # noqa: E402 - found only after the line above

REFUSAL = (ROOT / "tests/logs/recorded/trace.log").read_text(encoding="utf-8")
KINDS: dict[str, Callable[[int], str]] = {
    "pip, satisfied": lambda n: (
        f"#9 {n / 10:.3f} Requirement already satisfied: package{n} in /usr/lib/python3 (1.{n})"
    ),
    "apt": lambda n: (
        f"#8 {n / 10:.3f} Get:{n} http://deb.debian.org/debian bookworm/main amd64 libfoo{n} amd64 1.2-{n} [{n} kB]"
    ),
    "a compiler": lambda n: (
        f"2024-05-23T09:16:11.8207988Z cc -c src/module_{n}.c: note: header {n} not found, no such file"
    ),
    "about environments": lambda n: (
        f"2024-05-23T09:16:11.8207988Z activated virtualenv {n}, externally hosted file {n}"
    ),
    "nothing but refusals": lambda _: REFUSAL,
}


def main() -> None:
    size = int(sys.argv[1] if len(sys.argv) > 1 else 10) * 1_000_000
    for name, line in KINDS.items():
        lines, length = [], 0
        while length < size:
            lines.append(line(len(lines) + 1))
            length += len(lines[-1]) + 1
        lines.insert(len(lines) // 2, REFUSAL)
        data = "\n".join(lines).encode()
        start = time.process_time()
        report = read_log(data)
        taken = time.process_time() - start
        print(
            f"{name:<22} {len(data) / 1e6:5.1f} MB {report.lines:>8} lines {taken:6.2f} s  {len(report.failures)} found"
        )


if __name__ == "__main__":
    main()
