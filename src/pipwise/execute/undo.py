"""``pipwise undo``: a run taken back, as far as the world is still as it was left."""

from __future__ import annotations

from pipwise.errors import ToolFailed, UsageError, WorldChanged
from pipwise.execute.inverse import left_by, take_steps_back
from pipwise.execute.journal import Journal, RunRecord, StepRecord
from pipwise.execute.kinds import check_known
from pipwise.execute.later import changed_again
from pipwise.execute.leftovers import remove_leftovers
from pipwise.execute.others import left_for_others
from pipwise.execute.restore import paths_of
from pipwise.execute.run import end_journal
from pipwise.execute.trees import is_there
from pipwise.model.value import NamedTuple
from pipwise.system.hands import Hands
from pipwise.system.look import Look


class Undone(NamedTuple):
    """What was taken back."""

    run: RunRecord
    gone: bool
    """Whether there was nothing to take back any more: somebody has removed or moved the environment."""
    stays: tuple[tuple[str, str], ...] = ()
    """(what the run has made and is left, the application of others that needs it)."""


def choose(journal: Journal, number: int | None) -> RunRecord:
    """The run of that number, or the last one that has something to take back. Raises ``UsageError`` where there is none."""
    runs = journal.runs()
    if number is not None:
        found = next((run for run in runs if run.id == number), None)
        if found is None:
            raise UsageError(f"there is no run {number} in the journal", hint="pipwise history")
        return found
    found = next((run for run in runs if is_open(run) and _changes(journal.steps(run.id))), None)
    if found is None:
        raise UsageError(
            "there is nothing to undo", "no run in the journal has changed anything that was not undone"
        )
    return found


def is_open(run: RunRecord) -> bool:
    """Whether a run was neither undone nor rolled back."""
    return run.state in ("done", "begun")


def interrupted(journal: Journal) -> list[RunRecord]:
    """Runs that were killed before they could end; only true where the journal's lock is held."""
    return [run for run in journal.runs() if run.state == "begun"]


def undo(look: Look, hands: Hands, journal: Journal, run: RunRecord, *, force: bool = False) -> Undone:
    """Take a run back. Raises ``WorldChanged`` where what it made has been changed since; nothing of that is touched."""
    refuse_open_only(look, journal, run)
    gone = not is_there(look, run.root)
    again = None if run.root else changed_again(journal, run)
    if again is not None:
        raise WorldChanged(
            f"what run {run.id} did has been changed since by run {again.id}",
            hint=f"undo that one first: pipwise undo {again.id}",
        )
    hands.heed_signals()
    hands.hold_signals()
    try:
        left = take_steps_back(look, hands, journal, run, force=force)
    except OSError as error:
        why = "what has been taken back so far stays so"
        raise ToolFailed(
            f"run {run.id} is not undone yet: {left_by(error)[0]}", why, f"pipwise undo {run.id} goes on"
        ) from error
    if left:
        raise _changed(run, left, force=force)
    stays = () if force else tuple(left_for_others(look, journal.steps(run.id), run.started))
    end_journal(journal, run, "undone", look)
    if not run.root:
        remove_leftovers(look, hands, journal)
    return Undone(run, gone, stays)


def refuse_open_only(look: Look, journal: Journal, run: RunRecord) -> None:
    """Raises ``UsageError`` where there is nothing to take back, ``WorldChanged`` where a later run comes first."""
    check_known(journal.steps(run.id))
    if not is_open(run):
        raise UsageError(
            f"run {run.id} is {'undone already' if run.state == 'undone' else 'rolled back already'}"
        )
    if not _changes(journal.steps(run.id)):
        raise UsageError(
            f"run {run.id} only passed a command on",
            "pipwise changed nothing by itself, so it has no inverse",
        )
    refuse_later(look, journal, run)


def refuse_later(look: Look, journal: Journal, run: RunRecord) -> None:
    """Runs on one environment are taken back the newest first, and so are runs after one of which nobody knows what it left.

    Raises ``WorldChanged``.
    """
    for one in journal.runs():
        steps = journal.steps(one.id)
        if one.id <= run.id or not is_open(one) or not _changes(steps):
            continue
        same = bool(run.root) and one.root == run.root and is_there(look, run.root)
        place = run.root if same else _shared(journal.steps(run.id), steps) if run.state == "begun" else ""
        if place:
            raise WorldChanged(
                f"{place} has been changed since by run {one.id}",
                hint=f"undo that one first: pipwise undo {one.id}",
            )


def _shared(steps: list[StepRecord], later: list[StepRecord]) -> str:
    """A place that the tools of both may have changed, or ''."""
    places, others = ([path for step in some for path in paths_of(step)] for some in (steps, later))
    return next(
        (
            path
            for path in places
            for one in others
            if f"{path}/".startswith(f"{one}/") or one.startswith(f"{path}/")
        ),
        "",
    )


def concerns_only(steps: list[StepRecord], root: str) -> bool:
    """Whether a journal that was found inside an environment speaks of that environment alone: anybody may have put it there."""
    for step in steps:
        match step.kind:
            case "RunTool":
                fine = step.what.get("changes") in ([], [root]) and not step.what.get("keep")
            case "MakeDirectory":
                made = step.before if isinstance(step.before, list) else []
                fine = step.what.get("path") == root and all(f"{root}/".startswith(f"{one}/") for one in made)
            case "Remove":
                fine = (
                    step.what.get("path") == root
                    and str(step.before or root).rpartition("/")[0] == (root.rpartition("/")[0])
                )
            case _:
                fine = False
        if not fine:
            return False
    return True


def _changes(steps: list[StepRecord]) -> bool:
    """Whether a run has changed anything itself, rather than passed a command on."""
    return not steps or any(step.kind != "RunTool" or step.what.get("changes") for step in steps)


def _changed(run: RunRecord, left: list[str], *, force: bool) -> WorldChanged:
    if left[0].startswith(f"{run.root} is not "):
        return WorldChanged(f"run {run.id} is not undone: {left[0]}", "it is left as it is")
    more = f" (and {len(left) - 1} more)" if len(left) > 1 else ""
    what = f"{run.root} has been changed since run {run.id}" if run.root else f"run {run.id} is not undone"
    return WorldChanged(
        f"{what}: {left[0]}{more}",
        "what has changed since is left as it is",
        f"take it back all the same: pipwise undo {run.id} --yes"
        if not force and (run.fresh or not run.root or run.state == "begun")
        else "",
    )
