"""Whether a later run has changed again what a run changed: they are undone the newest first then, and else in any order."""

from __future__ import annotations

from pipwise.execute.journal import Journal, RunRecord, StepRecord
from pipwise.execute.trees import differences, is_bytecode
from pipwise.execute.worlds import World, places


def changed_again(journal: Journal, run: RunRecord) -> RunRecord | None:
    """The oldest of the open runs since then that has written to one of this run's files; for runs on no one environment."""
    mine = _written(journal.steps(run.id))
    since = [one for one in journal.runs() if one.id > run.id and one.state in ("done", "begun")]
    return min(
        (one for one in since if mine & _written(journal.steps(one.id))),
        key=lambda one: one.id,
        default=None,
    )


def _written(steps: list[StepRecord]) -> frozenset[str]:
    found: set[str] = set()
    for step in steps:
        if step.kind in ("WriteFile", "EditFile"):
            found.add(str(step.what["path"]))
        changes = step.what.get("changes")
        paths = [str(one) for one in changes] if isinstance(changes, list) else []
        after = dict(places(paths, step.after))
        for path, before in places(paths, step.before):
            found |= _in_place(path, before, after.get(path))
    return frozenset(found)


def _in_place(path: str, before: World, after: World) -> set[str]:
    if isinstance(before, list) or isinstance(after, list):
        return set() if before == after else {path}
    one, other = before or {}, after or {}
    added, changed, removed = differences(one, other)
    return {
        f"{path}/{name}"
        for name in (*added, *changed, *removed)
        if not is_bytecode(name) and (other.get(name) or one[name])[0] != "directory"
    }
