#!/usr/bin/env python3
"""Draw docs/images/install.svg from a real run in a disposable Debian 12 (as root; needs the rigs and rich).

The prompt and the command are written here; everything below them is what the machine said.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from rich.console import Console
from rich.text import Text

from tests.end_to_end.conftest import CHECKOUT, unpack_checkout
from tests.rigs.machine import machine

STEPS = (
    "pip install requests",
    "./pipwise install -q requests",
    "./pipwise run python -c 'import requests; print(requests.__version__)'",
    "./pipwise undo",
)


def session() -> list[tuple[str, str]]:
    """(command, what it printed) of each step, as an ordinary user in a checkout."""
    with machine("bookworm", "pip") as one:
        unpack_checkout(one)
        one.run("./pipwise --version", user="alice", cwd=CHECKOUT, timeout=300)
        said = []
        for step in STEPS:
            result = one.run(f"{step} 2>&1", user="alice", cwd=CHECKOUT, timeout=300)
            said.append((step, result.stdout.rstrip()))
        return said


def main() -> None:
    """Run the steps and draw them."""
    console = Console(record=True, width=100, file=io.StringIO(), force_terminal=True)
    for command, output in session():
        console.print(Text.assemble(("alice@debian", "green"), ":~/pipwise$ ", (command, "bold")))
        console.print(Text(output), style="bright_black" if command.startswith("pip ") else "")
    (ROOT / "docs/images/install.svg").write_text(
        console.export_svg(title="pipwise on a fresh Debian 12"), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
