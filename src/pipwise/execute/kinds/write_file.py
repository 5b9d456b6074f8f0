"""Writing a file where there is none, and replacing the content of one that is known."""

from __future__ import annotations

from pipwise.execute.journal import StepRecord, Turn
from pipwise.execute.trees import is_there
from pipwise.execute.work import PlaceTaken, Taking, Work
from pipwise.model.plan import Plan, WriteFile


def inverse(step: WriteFile, plan: Plan) -> str:
    """Only what was written."""
    return "remove the file, if it is still what was written"


def expect(work: Work, step: WriteFile) -> None:
    """Nothing may be there. Raises ``PlaceTaken``."""
    if is_there(work.run.look, step.path):
        raise PlaceTaken(f"{step.path} is there already", "the plan expected nothing there")


def act(work: Work, turn: Turn, step: WriteFile) -> str:
    """Written beside its place, flushed, and moved there."""
    work.run.hands.write(step.path, step.content.encode("utf-8", "surrogateescape"), step.mode)
    return step.content


def take_back(taking: Taking, step: StepRecord) -> list[str]:
    """Of this kind and of ``EditFile``, whose old content the journal has."""
    look, hands = taking.look, taking.hands
    path, content = str(step.what["path"]), str(step.what["content"])
    try:
        now = look.read(path).decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return []
    if now == step.before:
        return []
    if now != content:
        return [f"{path} has changed since then"]
    if step.before is None:
        hands.remove(path)
    else:
        hands.write(path, str(step.before).encode("utf-8", "surrogateescape"), look.stat(path).mode)
    return []
