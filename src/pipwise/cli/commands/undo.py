"""Take a run back: the last one, or the one of that number in `pipwise history`.

Only what is still as the run left it is taken back. What has changed since is listed and stays as it is.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from pipwise.cli.itself import runs_from_copy
from pipwise.cli.journals import ShouldLookAgain, lock_environment, open_inside, open_state
from pipwise.cli.overriding import powerful
from pipwise.cli.places import roots_here, state_of
from pipwise.cli.session import live_look
from pipwise.cli.undoing_packages import agree
from pipwise.cli.whose_run import is_roots
from pipwise.cli.words import Own
from pipwise.cli.workshop import new_hands, refuse_facts, say, step_down
from pipwise.decide.reasons import quoted
from pipwise.errors import DONE, CouldNotLook, PipwiseError, UsageError
from pipwise.execute import undo
from pipwise.execute.journal import Journal, RunRecord
from pipwise.execute.undo import choose
from pipwise.model.value import TypeVar
from pipwise.system.hands import Hands
from pipwise.system.look import Look

T = TypeVar("T")


def run(own: Own, words: tuple[str, ...]) -> int:
    """Undo; exit 0, or 5 where the world has changed since."""
    refuse_facts(own, "undo")
    number = run_number("undo", words)
    if number and own.last:
        raise UsageError("undo takes --last or the number of a run, not both", hint="pipwise history")
    hands = new_hands()
    if not is_roots(live_look(own), number):
        step_down(live_look(own), hands)
    look = live_look(own)
    if runs_from_copy():
        from pipwise.cli.itself_away import leave_before_undo

        leave_before_undo(own, look, hands, number)
    journal, record = _find(own, look, hands, number)
    if record.option == "self":
        from pipwise.cli.itself_away import refuse_dead_end

        refuse_dead_end(look, record, journal.steps(record.id))
    if record.root:
        patiently(lambda: lock_environment(hands, record.root))
    steps = [] if record.root else journal.steps(record.id)
    hands = powerful(hands, (step.what.get("argv") for step in steps))
    agree(look, hands, own, record, journal.steps(record.id))
    undone = undo(look, hands, journal, record, force=own.yes)
    journal.close()
    if own.json:
        print(
            json.dumps(
                {"schema": "pipwise/undo/1", "run": undone.run.id, "root": undone.run.root, "state": "undone"}
            )
        )
    where = f" ({record.root}{', which was gone already' if undone.gone else ''})" if record.root else ""
    say(f"run {record.id} is undone: {' '.join(quoted(word) for word in record.argv)}{where}")
    for path, application in undone.stays:
        say(f"{path} stays: {application} needs it by now, and undoing that takes it along")
    if record.option == "override":
        from pipwise.cli.proving import put_back_lines

        for line in put_back_lines(look, steps):
            say(line)
    return DONE


def run_number(verb: str, words: tuple[str, ...]) -> int | None:
    """The number of a run, or None where none was given. Raises ``UsageError``."""
    if len(words) > 1 or (words and not (words[0].isascii() and words[0].isdecimal() and len(words[0]) < 10)):
        raise UsageError(
            f"{verb} takes the number of one run, not {' '.join(words)!r}", hint="pipwise history"
        )
    return int(words[0]) if words else None


def _find(own: Own, look: Look, hands: Hands, number: int | None) -> tuple[Journal, RunRecord]:
    """In the state directory's journal, else in one inside an environment that install would use here."""
    problem: PipwiseError = UsageError("there is nothing to undo", "no journal was found")
    try:
        journal = patiently(lambda: open_state(look, hands, state_of()))
        if journal is not None:
            return journal, choose(journal, number)
    except (UsageError, CouldNotLook) as error:
        problem = error
    for root in roots_here(own, look):
        inside = patiently(partial(open_inside, look, hands, root))
        if inside is not None:
            try:
                return inside, choose(inside, number)
            except UsageError as error:
                problem = error
    raise problem


def patiently(open_it: Callable[[], T]) -> T:
    """Where a lock had to be waited for, what it guards is looked at now."""
    try:
        return open_it()
    except ShouldLookAgain:
        return open_it()
