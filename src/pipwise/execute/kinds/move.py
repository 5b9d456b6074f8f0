"""Renaming within one file system."""

from __future__ import annotations

from pipwise.execute.journal import StepRecord, Turn
from pipwise.execute.trees import is_there
from pipwise.execute.work import Taking, Work
from pipwise.model.plan import Move, Plan


def inverse(step: Move, plan: Plan) -> str:
    """Its own inverse."""
    return "rename it back"


def expect(work: Work, step: Move) -> list[str]:
    """Both names."""
    return [step.path, step.to]


def act(work: Work, turn: Turn, step: Move) -> list[str]:
    """Never over anything that is there."""
    work.run.hands.move(step.path, step.to)
    return [step.path, step.to]


def take_back(taking: Taking, step: StepRecord) -> list[str]:
    """Unless something stands there again."""
    return move_back(taking, str(step.what["to"]), str(step.what["path"]))


def move_back(taking: Taking, path: str, to: str) -> list[str]:
    """Rename ``path`` to ``to`` where that has not been done yet and nothing is lost by it."""
    if not is_there(taking.look, path):
        return [] if is_there(taking.look, to) else [f"{path} is gone, so {to} cannot be brought back"]
    if is_there(taking.look, to):
        return [f"{to} is there again, so {path} stays where it is"]
    taking.hands.move(path, to)
    return []
