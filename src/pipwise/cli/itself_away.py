"""``self uninstall``: the runs that installed pipwise are taken back, the newest first; then the caches go."""

from __future__ import annotations

import sys

from pipwise.cli.itself import Installed, home_of_copies
from pipwise.cli.journals import ShouldLookAgain, open_state, read_state
from pipwise.cli.places import state_of
from pipwise.cli.words import Own
from pipwise.cli.workshop import say
from pipwise.errors import DONE, Refused, UsageError
from pipwise.execute import undo
from pipwise.execute.journal import Journal, RunRecord, StepRecord
from pipwise.execute.trees import is_there
from pipwise.execute.undo import is_open
from pipwise.plan.itself import root_in
from pipwise.system.hands import Hands
from pipwise.system.look import Look
from pipwise.system.places import cache_directory, data_directory


def uninstall(own: Own, look: Look, hands: Hands, found: Installed) -> int:
    """Take it back. Raises ``UsageError`` where it is not installed, ``WorldChanged`` where somebody has changed the command."""
    leave_first(look, hands, ("self", "uninstall", *(("--plan",) if own.plan else ())), cache_directory())
    journal = _journal(look, hands)
    runs = _runs(journal)
    if journal is None or not runs:
        raise UsageError("it is not installed", "the journal knows of no installation that stands")
    if own.plan:
        for run in runs:
            print(f"would take back run {run.id}: {' '.join(run.argv)} ({run.root})")
        print(f"would remove {cache_directory()}")
        return DONE
    for run in runs:
        undo(look, hands, journal, run)
        say(f"taken back: run {run.id}, {' '.join(run.argv[:2])} ({run.root})")
    journal.close()
    if is_there(look, cache_directory()):
        hands.remove_tree(cache_directory())
        say(f"removed: {cache_directory()}")
    _say_left(look, found)
    return DONE


def leave_first(look: Look, hands: Hands, words: tuple[str, ...], *more: str) -> None:
    """Nobody saws off the branch they sit on: where pipwise runs from what will go, its file runs from somewhere else."""
    root, sep, _ = sys.executable.partition("/bin/")
    places = (home_of_copies(), *more)
    if not sep or not any(root.startswith(f"{place}/") for place in places):
        return
    archive = f"{root}/pipwise.pyz"
    archive = archive if is_there(look, archive) else look.realpath(sys.argv[0])
    hands.replace_process((look.realpath(sys.executable), archive, *words), look.environment)


def leave_before_undo(own: Own, look: Look, hands: Hands, number: int | None) -> None:
    """The same where undo would take this very pipwise away; asked before any lock is held, since a lock is handed on."""
    runs = read_state(look, state_of())
    meant = next((run for run in runs if (is_open(run) if number is None else run.id == number)), None)
    if meant is not None and meant.option == "self":
        leave_first(look, hands, ("undo", str(meant.id), *(("--yes",) if own.yes else ())))


def refuse_dead_end(look: Look, record: RunRecord, steps: list[StepRecord]) -> None:
    """Raises ``Refused`` where undo would turn the command to a build that a later update has removed."""
    for step in steps if record.option == "self" else []:
        back = root_in(str(step.before)) if step.kind == "EditFile" else ""
        if back and not is_there(look, back):
            raise Refused(
                f"run {record.id} is not undone any more",
                f"{back} went with a later update",
                "pipwise self uninstall",
            )


def _journal(look: Look, hands: Hands) -> Journal | None:
    try:
        return open_state(look, hands, state_of())
    except ShouldLookAgain:
        return open_state(look, hands, state_of())


def _runs(journal: Journal | None) -> list[RunRecord]:
    """Those that installed, updated or added, and stand; the newest first, as they have to be taken back."""
    ours = (("self", "install"), ("self", "update"), ("self", "extras"))
    return [run for run in (journal.runs() if journal else []) if is_open(run) and run.argv[:2] in ours]


def _say_left(look: Look, found: Installed) -> None:
    left = [state_of(), *(one for one in (f"{data_directory()}/envs",) if is_there(look, one))]
    say(f"what stays: the journal in {left[0]}")
    for one in left[1:]:
        say(f"            the environments in {one}, with what you have installed")
    if is_there(look, found.launcher):
        say(f"            {found.launcher}")
