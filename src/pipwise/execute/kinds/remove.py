"""Taking a file or a directory away: it is only set aside, under a name that tells when."""

from __future__ import annotations

from pipwise.execute.journal import StepRecord, Turn
from pipwise.execute.kinds.move import move_back
from pipwise.execute.work import Taking, Work
from pipwise.model.plan import Plan, Remove


def inverse(step: Remove, plan: Plan) -> str:
    """It is there still."""
    return "put it back from where it was set aside"


def expect(work: Work, step: Remove) -> str:
    """Where it will be set aside."""
    return f"{step.path}.pipwise-{work.record.started.replace(':', '')}"


def act(work: Work, turn: Turn, step: Remove) -> object:
    """Never over anything that is there."""
    work.run.hands.move(step.path, str(turn.world))
    return turn.world


def take_back(taking: Taking, step: StepRecord) -> list[str]:
    """Unless something stands there again."""
    return move_back(taking, str(step.before), str(step.what["path"]))
