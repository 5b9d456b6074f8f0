"""``python -m tests.cases.ask FILE``: ask the command line about every case, and print its id and what was chosen.

Each case goes through ``pipwise why --json --facts … --from-log …`` as a user would type it; labels are not looked at.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from pipwise.cli.main import main as pipwise
from tests.cases.adapter import adapt
from tests.cases.score import FILE, cases


def answer(case: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The document that ``pipwise why --json`` prints for a case."""
    asked = adapt(case)
    facts, log = folder / "facts.json", folder / "build.log"
    facts.write_text(asked.document(), encoding="utf-8", errors="surrogateescape")
    log.write_text(asked.log, encoding="utf-8", errors="surrogateescape")
    written = io.StringIO()
    with contextlib.redirect_stdout(written):
        status = pipwise(
            ("why", "--json", "--facts", str(facts), "--from-log", str(log), "--", *asked.command)
        )
    if status != 0:
        raise SystemExit(f"{case['id']}: pipwise ended with {status}")
    found: dict[str, Any] = json.loads(written.getvalue())
    return found


def main() -> None:
    """Ask about each case of the file."""
    with tempfile.TemporaryDirectory(prefix="pipwise-cases-") as folder:
        for case in cases(Path(sys.argv[1]) if len(sys.argv) > 1 else FILE):
            found = answer(case, Path(folder))
            print(json.dumps({"id": case["id"], "chosen": found["decision"]["chosen"]}))


if __name__ == "__main__":
    main()
