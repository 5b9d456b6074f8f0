#!/usr/bin/env python3
"""Writes src/pipwise/cli/extras.txt: the pins of what is compiled, out of the locks, for ``pipwise self extras``."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "src" / "pipwise" / "cli" / "extras.txt"
FROM = {"tree-sitter": "run.txt", "tree-sitter-bash": "run.txt", "uv": "test.txt"}


def lock() -> str:
    """The text of the file."""
    lines = ["# Written by scripts/extras_lock.py from the locks of requirements/."]
    for name, source in FROM.items():
        text = (ROOT / "requirements" / source).read_text(encoding="utf-8")
        found = re.search(rf"^{re.escape(name)}==(?:.*\\\n)*.*$", text, re.MULTILINE)
        if found is None:
            raise SystemExit(f"{source} does not lock {name}")
        lines.append(found[0])
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    LOCK.write_text(lock(), encoding="utf-8")
    sys.exit(0)
