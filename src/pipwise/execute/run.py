"""Carrying out a plan: the journal knows every step before it acts; what fails is taken back."""

from __future__ import annotations

from pipwise.errors import PipwiseError, ToolFailed, WorldChanged
from pipwise.execute.ground import written_ground
from pipwise.execute.inverse import left_by, take_back
from pipwise.execute.journal import FORMAT, Journal, RunRecord, StepRecord, Turn
from pipwise.execute.kinds import KINDS
from pipwise.execute.restore import paths_of, store_of
from pipwise.execute.trees import differences, drop_but, is_there
from pipwise.execute.work import PlaceTaken, Run, Work
from pipwise.execute.worlds import keeper_of, places
from pipwise.model.plan import Plan, Step
from pipwise.system.look import Look

__all__ = ["PlaceTaken", "Run", "carry_out", "dry_run", "end_journal"]


def carry_out(run: Run, plan: Plan) -> int:
    """Carry out a plan; the run's number in the journal.

    Raises ``ToolFailed`` when a tool fails (what was begun is rolled back first), ``WorldChanged`` when a step does not
    find what it expects, and ``Interrupted`` when a signal came.
    """
    record = _record(run, plan)
    steps = [(kind_of(step), step._asdict(), KINDS[kind_of(step)].inverse(step, plan)) for step in plan.steps]
    run.hands.heed_signals()
    before = expect(Work(run, plan, record), plan.steps[0])
    record = record._replace(id=run.journal.begin(record, steps, Turn(1, before)))
    proceed(Work(run, plan, record), Turn(1, before))
    return record.id


def proceed(work: Work, turn: Turn) -> None:
    """Carry out a plan from a step that the journal has begun. What fails is taken back as a whole."""
    run, plan, record = work
    n, before = turn
    try:
        for n, step in enumerate(plan.steps[turn.n - 1 :], turn.n):
            after = KINDS[kind_of(step)].act(work, Turn(n, before), step)
            if n == len(plan.steps):
                run.journal.finish(record.id, "done", Turn(n, after))
            else:
                before = expect(work, plan.steps[n])
                run.journal.next_step(record.id, Turn(n, after), Turn(n + 1, before))
    except BaseException as error:
        run.hands.hold_signals()
        _roll_back(run, record, error, n)
        raise
    if not plan.fresh:
        _tidy(run, record)


def dry_run(run: Run, plan: Plan) -> None:
    """Carry out a plan whose last step only reports, and take back what it needed for that."""
    number = carry_out(run, plan)
    run.hands.hold_signals()
    record = _record(run, plan)._replace(id=number)
    left = take_back(run.look, run.hands, run.journal, record)
    if left:
        raise WorldChanged(f"what the dry run needed could not be taken back: {left[0]}")
    end_journal(run.journal, record, "undone", run.look)


def _record(run: Run, plan: Plan) -> RunRecord:
    asked = (0, FORMAT, run.look.uid, run.argv, run.digest)
    begun = (run.look.cwd, run.started, "begun", plan.prove, plan.proof)
    record = RunRecord(*asked, plan.option, plan.root, plan.fresh, *begun)
    return record._replace(ground=written_ground(plan))


def _roll_back(run: Run, record: RunRecord, error: BaseException, n: int) -> None:
    """Take back what was begun; the error says what could not be, and the run stays open for another try."""
    try:
        if isinstance(error, PlaceTaken):
            run.journal.not_begun(record.id, n)
        left = take_back(run.look, run.hands, run.journal, record._replace(state="failed"), at_once=True)
        if not left:
            end_journal(run.journal, record, "failed", run.look)
    except PipwiseError as problem:
        left = [problem.what]
    if left and isinstance(error, OSError):
        raise ToolFailed(left_by(error)[0], hint=_not_whole(record, left)) from error
    if isinstance(error, PipwiseError) and not isinstance(error, PlaceTaken):
        if left:
            error.hint = _not_whole(record, left)
        else:
            error.why = "; ".join(filter(None, (error.why, "what was begun has been taken back")))


def kind_of(step: Step) -> str:
    """The name of a step's kind, under which the journal knows it."""
    return type(step).__name__


def expect(work: Work, step: Step) -> object:
    """What a step finds. Raises ``WorldChanged`` or ``OSError``."""
    return KINDS[kind_of(step)].expect(work, step)


def _not_whole(record: RunRecord, left: list[str]) -> str:
    return f"not everything could be taken back ({left[0]}); pipwise undo {record.id} tries again"


def end_journal(journal: Journal, record: RunRecord, state: str, look: Look) -> None:
    """Record that a run was taken back; a journal that stood inside the environment has gone with it.

    What cannot be recorded is no harm: taking back once more finds nothing left to do.
    """
    if is_there(look, journal.path) or journal.path == ":memory:":
        try:
            journal.finish(record.id, state)
        except PipwiseError:
            return


def _tidy(run: Run, record: RunRecord) -> None:
    """Of the second names only those stay that undo will need. Whatever goes wrong here, undo will tidy up."""
    try:
        for step in run.journal.steps(record.id):
            if step.kind == "RunTool":
                _tidy_step(run, record, step)
    except OSError:
        return


def _tidy_step(run: Run, record: RunRecord, step: StepRecord) -> None:
    paths = paths_of(step)
    after = dict(places(paths, step.after))
    for path, before in places(paths, step.before):
        left = after.get(path)
        if isinstance(before, dict) and isinstance(left, dict):
            _, changed, removed = differences(before, left)
            store = store_of(record, keeper_of(path), step.n, str(step.what.get("keep") or ""))
            drop_but(run.hands, run.look, store, before, frozenset((*changed, *removed)))
