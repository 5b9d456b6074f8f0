"""List what pipwise has done, the newest first, with the numbers that `pipwise undo` takes."""

from __future__ import annotations

import json

from pipwise.cli.screen import show
from pipwise.cli.session import live_look
from pipwise.cli.words import Own
from pipwise.errors import DONE, UsageError
from pipwise.execute.journal import Journal, RunRecord
from pipwise.render.plain import plain
from pipwise.system.places import state_directory


def run(own: Own, words: tuple[str, ...]) -> int:
    """Print the journal's runs."""
    if words:
        raise UsageError(f"history takes no arguments, not {' '.join(words)!r}")
    path = f"{state_directory()}/journal.sqlite3"
    runs = _runs(own, path)
    if own.json:
        print(json.dumps({"schema": "pipwise/history/1", "runs": [plain(one) for one in runs]}, indent=2))
    else:
        show("\n".join(_line(one) for one in runs) or "nothing yet")
    return DONE


def _runs(own: Own, path: str) -> list[RunRecord]:
    try:
        live_look(own).stat(path)
    except FileNotFoundError:
        return []
    return Journal(path).runs()


def _line(run: RunRecord) -> str:
    return f"{run.id:>4}  {run.started}  {run.state:<7}  {' '.join(run.argv)}  → {run.root or run.option}"
