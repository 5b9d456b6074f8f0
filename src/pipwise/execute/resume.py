"""Going on with a run that was interrupted: what it was in the middle of is put back first, and then done again."""

from __future__ import annotations

from typing import get_args

from pipwise.errors import CouldNotLook, UsageError, WorldChanged
from pipwise.execute.ground import with_ground
from pipwise.execute.inverse import take_steps_back
from pipwise.execute.journal import Journal, RunRecord, StepRecord, Turn
from pipwise.execute.kinds import KINDS, check_known
from pipwise.execute.run import expect, proceed
from pipwise.execute.undo import refuse_later
from pipwise.execute.work import Run, Taking, Work
from pipwise.model.plan import Plan, Step

_STEPS = {kind.__name__: kind for kind in get_args(Step)}


def choose_interrupted(journal: Journal, number: int | None) -> RunRecord:
    """The run of that number, or the last one that was interrupted. Raises ``UsageError`` where there is none."""
    runs = [run for run in journal.runs() if number in (None, run.id)]
    if number is not None and not runs:
        raise UsageError(f"there is no run {number} in the journal", hint="pipwise history")
    found = next((run for run in runs if run.state == "begun"), None)
    if found is None and number is not None:
        ended = {"failed": "failed, and was rolled back"}.get(runs[0].state, f"is {runs[0].state}")
        raise UsageError(f"run {number} was not interrupted: it {ended}", hint="pipwise history")
    if found is None:
        raise UsageError("there is nothing to go on with", "no run in the journal was interrupted")
    return found


def plan_of(run: RunRecord, steps: list[StepRecord]) -> Plan:
    """The plan that a run was carrying out. Raises ``CouldNotLook`` for steps that this pipwise does not know."""
    check_known(steps)
    try:
        made = tuple(_STEPS[step.kind](**_frozen_fields(step.what)) for step in steps)
    except TypeError as error:
        why = "the journal has other words for its steps"
        raise CouldNotLook(
            f"run {run.id} cannot go on", why, f"pipwise undo {run.id} takes it back"
        ) from error
    return with_ground(Plan(run.option, run.root, run.fresh, made, run.prove, run.proof), run.ground)


def resume(run: Run, record: RunRecord) -> int:
    """Go on with an interrupted run; the step with which it went on.

    A new environment that is half made is made anew as a whole. Elsewhere the steps that came to their end stay, and the one
    that was interrupted is put back and done again. Raises ``WorldChanged`` where that cannot be done.
    """
    steps = run.journal.steps(record.id)
    plan = plan_of(record, steps)
    refuse_later(run.look, run.journal, record)
    n = next((step.n for step in steps if step.state != "done"), 0)
    if not n or (steps[n - 1].kind == "RunTool" and not steps[n - 1].what.get("changes")):
        raise WorldChanged(
            f"run {record.id} cannot go on", "nobody knows how far the command came that was only passed on"
        )
    run.hands.heed_signals()
    if plan.fresh:
        n, left = 1, take_steps_back(run.look, run.hands, run.journal, record)
    else:
        begun = tuple(step for step in steps if step.state != "planned")
        taking = Taking(run.look, run.hands, record, steps=begun)
        left = KINDS[steps[n - 1].kind].take_back(taking, steps[n - 1])
    if left:
        more = f" (and {len(left) - 1} more)" if len(left) > 1 else ""
        hint = f"pipwise undo {record.id} takes back what it can"
        raise WorldChanged(f"run {record.id} cannot go on: {left[0]}{more}", hint=hint)
    work = Work(run, plan, record)
    before = expect(work, plan.steps[n - 1])
    run.journal.again(record.id, Turn(n, before))
    proceed(work, Turn(n, before))
    return n


def _frozen_fields(what: dict[str, object]) -> dict[str, object]:
    return {name: _frozen(value) for name, value in what.items()}


def _frozen(value: object) -> object:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
