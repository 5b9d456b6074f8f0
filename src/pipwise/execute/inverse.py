"""Taking steps back: only what is still as the run left it; everything else is listed and stays."""

from __future__ import annotations

from pipwise.execute.fresh import remove_fresh
from pipwise.execute.journal import Journal, RunRecord
from pipwise.execute.kinds import KINDS
from pipwise.execute.work import Taking
from pipwise.system.hands import Hands
from pipwise.system.look import Look


def take_back(
    look: Look, hands: Hands, journal: Journal, run: RunRecord, *, force: bool = False
) -> list[str]:
    """Take back every step of a run that began, the last one first; what could not be taken back, as lines for people."""
    try:
        return take_steps_back(look, hands, journal, run, force=force)
    except OSError as error:
        return left_by(error)


def take_steps_back(
    look: Look, hands: Hands, journal: Journal, run: RunRecord, *, force: bool = False
) -> list[str]:
    """The same for who tells what has changed since from what the file system refuses, which raises ``OSError``.

    Whatever it does it can do again: a process that is killed while it takes back is followed by one that goes on.
    """
    steps = [step for step in journal.steps(run.id) if step.state != "planned"]
    if run.fresh:
        left = remove_fresh(look, hands, run, steps, force=force)
        if left:
            return left
    left = []
    taking = Taking(look, hands, run, force)
    for step in reversed(steps):
        left += KINDS[step.kind].take_back(taking, step)
        if left and step.kind != "RunTool":
            break
    return left


def left_by(error: OSError) -> list[str]:
    """An error as the line that says what is left."""
    return [f"{error.filename or 'the file system'}: {error.strerror}"]
