"""``pipwise undo``: a run taken back, as far as the world is still as it was left."""

from __future__ import annotations

from typing import NamedTuple

from pipwise.errors import UsageError, WorldChanged
from pipwise.execute.inverse import take_back
from pipwise.execute.journal import Journal, RunRecord
from pipwise.system.hands import Hands
from pipwise.system.look import Look


class Undone(NamedTuple):
    """What was taken back."""

    run: RunRecord
    left: tuple[str, ...]


def choose(journal: Journal, number: int | None) -> RunRecord:
    """The run of that number, or the last one that is not undone yet. Raises ``UsageError`` where there is none."""
    runs = journal.runs()
    if number is not None:
        found = next((run for run in runs if run.id == number), None)
        if found is None:
            raise UsageError(f"there is no run {number} in the journal", hint="pipwise history")
        return found
    found = next((run for run in runs if run.state in ("done", "begun")), None)
    if found is None:
        raise UsageError(
            "there is nothing to undo", "no run in the journal has changed anything that was not undone"
        )
    return found


def undo(look: Look, hands: Hands, journal: Journal, run: RunRecord, *, force: bool = False) -> Undone:
    """Take a run back. Raises ``WorldChanged`` where what it made has been changed since; nothing of that is touched."""
    if run.state in ("undone", "failed"):
        raise UsageError(
            f"run {run.id} is {'undone already' if run.state == 'undone' else 'rolled back already'}"
        )
    steps = [step for step in journal.steps(run.id) if step.kind == "RunTool"]
    if steps and all(not step.what.get("changes") for step in steps):
        raise UsageError(
            f"run {run.id} only passed a command on",
            "pipwise changed nothing by itself, so it has no inverse",
        )
    left = take_back(look, hands, journal, run.id, force=force)
    if left:
        count = len(left)
        raise WorldChanged(
            f"{run.root} has been changed since run {run.id}: {left[0]}"
            + (f" (and {count - 1} more)" if count > 1 else ""),
            "what has changed since is left as it is",
            f"remove it all the same: pipwise undo {run.id} --yes" if run.fresh else "",
        )
    journal.run_ends(run.id, "undone")
    return Undone(run, tuple(left))
