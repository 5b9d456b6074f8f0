"""Runs that were killed: what they had only half made is taken back without being asked, since nobody can have used it."""

from __future__ import annotations

from pipwise.execute.inverse import take_back
from pipwise.execute.journal import Journal, RunRecord, StepRecord
from pipwise.execute.kinds import KINDS
from pipwise.execute.undo import interrupted
from pipwise.system.hands import Hands
from pipwise.system.look import Look


def recover(look: Look, hands: Hands, journal: Journal) -> tuple[list[RunRecord], list[RunRecord]]:
    """(runs that were taken back, runs that are for ``undo``). The journal's lock has to be held: none of them is at work."""
    recovered: list[RunRecord] = []
    left: list[RunRecord] = []
    for run in interrupted(journal):
        if _is_half_made(run, journal.steps(run.id)) and not take_back(look, hands, journal, run):
            journal.finish(run.id, "failed")
            recovered.append(run)
        else:
            left.append(run)
    return recovered, left


def _is_half_made(run: RunRecord, steps: list[StepRecord]) -> bool:
    """Whether the environment was never ready: the first tool, which makes it, has not come to its end."""
    tools = [step for step in steps if step.kind == "RunTool"]
    known = all(step.kind in KINDS for step in steps)
    half = known and run.fresh and bool(tools) and tools[0].state in ("planned", "begun")
    # OS packages need root to be taken back, and so somebody who is asked.
    return half and not any(step.kind == "ChangePackages" and step.state != "planned" for step in steps)
