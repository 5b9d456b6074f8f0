"""Removing an environment that a run made: the very directory that it made, and nothing that anybody put there since."""

from __future__ import annotations

from pipwise.execute.journal import RunRecord, StepRecord
from pipwise.execute.trees import (
    KEEP,
    Manifest,
    differences,
    is_bytecode,
    is_late,
    is_there,
    limit_of,
    manifest,
)
from pipwise.system.hands import Hands
from pipwise.system.look import Look


def remove_fresh(
    look: Look, hands: Hands, run: RunRecord, steps: list[StepRecord], *, force: bool
) -> list[str]:
    """Remove what a run made; lines for people, and nothing touched, where it is not what the run left."""
    after = _left(steps)
    if not is_there(look, run.root) or (after is None and not _was_missing(run.root, steps)):
        return []
    if _is_the_old_one(look, run.root, steps):
        return []
    if look.stat(run.root, follow=False).kind != "directory":
        return [f"{run.root} is not the directory any more that was made"] if after is not None else []
    now = manifest(look, run.root) or {}
    if after is None:
        made = _made(steps)
        if now and not made:
            return []
        if now and identity(look, run.root) not in made:
            return [f"{run.root} is not the directory that was made"]
    left = _since(after, now) if after is not None else _late(run, now)
    if left and not force:
        return left
    _remove(look, hands, run.root)
    return []


def identity(look: Look, path: str) -> list[object]:
    """What tells a directory from any other that may stand at its path later."""
    stat = look.stat(path, follow=False)
    return [path, stat.device, stat.inode]


def made_directories(step: StepRecord) -> list[str]:
    """The directories that a step found missing, outermost first."""
    return [str(path) for path in step.before] if isinstance(step.before, list) else []


def _since(after: Manifest, now: Manifest) -> list[str]:
    added, changed, _ = differences(after, now)
    lines = [
        f"{name} is new since then" for name in added if now[name][0] != "directory" and not is_bytecode(name)
    ]
    return lines + [f"{name} has changed since then" for name in changed if not is_bytecode(name)]


def _left(steps: list[StepRecord]) -> Manifest | None:
    """The environment as the last tool left it; what a package manager left is no environment."""
    tools = [step for step in reversed(steps) if step.kind == "RunTool"]
    return next((step.after for step in tools if isinstance(step.after, dict)), None)


def _was_missing(root: str, steps: list[StepRecord]) -> bool:
    return any(isinstance(step.before, list) and root in step.before for step in steps)


def _is_the_old_one(look: Look, root: str, steps: list[StepRecord]) -> bool:
    """Whether what was to be replaced stands there: not set aside yet, or put back already by one who was interrupted."""
    removed = next((step for step in steps if step.kind == "Remove" and step.what.get("path") == root), None)
    return removed is not None and not is_there(look, str(removed.before))


def _made(steps: list[StepRecord]) -> list[object]:
    """Identities of the directories that were made; none where the run was interrupted before any tool ran."""
    return [
        one
        for step in steps
        if step.kind == "MakeDirectory" and isinstance(step.after, list)
        for one in step.after
    ]


def _late(run: RunRecord, now: Manifest) -> list[str]:
    limit = limit_of(run.started)
    late = [name for name, entry in now.items() if is_late(entry, limit) and not is_bytecode(name)]
    return [f"{name} was written long after the run had begun" for name in late]


def _remove(look: Look, hands: Hands, root: str) -> None:
    """The journal may stand in there: it goes last, so that a kill leaves it to go on from."""
    for name in look.list(root):
        if name == KEEP:
            continue
        if look.stat(f"{root}/{name}", follow=False).kind == "directory":
            hands.remove_tree(f"{root}/{name}")
        else:
            hands.remove(f"{root}/{name}")
    hands.remove_tree(root)
