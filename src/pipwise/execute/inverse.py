"""Taking steps back: only what is still as the run left it; everything else is listed and stays."""

from __future__ import annotations

from pipwise.execute.fresh import remove_fresh
from pipwise.execute.journal import Journal, RunRecord, StepRecord
from pipwise.execute.restore import remove_if_empty, restore
from pipwise.execute.trees import is_there
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
    for step in reversed(steps):
        left += _take_back(look, hands, run, step, force=force)
        if left and step.kind != "RunTool":
            break
    return left


def left_by(error: OSError) -> list[str]:
    """An error as the line that says what is left."""
    return [f"{error.filename or 'the file system'}: {error.strerror}"]


def _take_back(look: Look, hands: Hands, run: RunRecord, step: StepRecord, *, force: bool) -> list[str]:
    match step.kind:
        case "MakeDirectory":
            for path in reversed(made_directories(step)):
                remove_if_empty(look, hands, path)
            return []
        case "RunTool":
            return restore(look, hands, run, step, force=force)
        case "Remove":
            return _move_back(look, hands, str(step.before), str(step.what["path"]))
        case "Move":
            return _move_back(look, hands, str(step.what["to"]), str(step.what["path"]))
        case _:
            return _file(look, hands, step)


def made_directories(step: StepRecord) -> list[str]:
    """The directories that a step found missing, outermost first."""
    return [str(path) for path in step.before] if isinstance(step.before, list) else []


def _move_back(look: Look, hands: Hands, path: str, to: str) -> list[str]:
    if not is_there(look, path):
        return [] if is_there(look, to) else [f"{path} is gone, so {to} cannot be brought back"]
    if is_there(look, to):
        return [f"{to} is there again, so {path} stays where it is"]
    hands.move(path, to)
    return []


def _file(look: Look, hands: Hands, step: StepRecord) -> list[str]:
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
