"""Carrying out a plan: the journal knows every step before it acts; what fails is taken back."""

from __future__ import annotations

from typing import NamedTuple

from pipwise.errors import PipwiseError, ToolFailed, WorldChanged
from pipwise.execute.bytecode import harvest, is_pip_inside, seed
from pipwise.execute.fresh import identity
from pipwise.execute.inverse import left_by, take_back
from pipwise.execute.journal import FORMAT, Journal, RunRecord, Turn
from pipwise.execute.restore import store_of
from pipwise.execute.tool import run_tool
from pipwise.execute.trees import Manifest, differences, drop_but, is_there, manifest, set_aside
from pipwise.model.plan import EditFile, MakeDirectory, Move, Plan, Remove, RunTool, Step, WriteFile
from pipwise.system.hands import Hands
from pipwise.system.look import Look


class Run(NamedTuple):
    """What is needed to carry out a plan."""

    look: Look
    hands: Hands
    journal: Journal
    argv: tuple[str, ...]
    digest: str
    started: str
    made: tuple[str, ...] = ()
    """Directories that were made for the journal, where it stands inside the environment; they are the run's own."""
    data: bool = False
    """Whether what the tool prints was asked for as data, and goes to standard output."""


class PlaceTaken(WorldChanged):
    """Something stands where the plan expected nothing: the step has made nothing, and what is there is somebody else's.

    A new plan may do.
    """


def carry_out(run: Run, plan: Plan) -> int:
    """Carry out a plan; the run's number in the journal.

    Raises ``ToolFailed`` when a tool fails (what was begun is rolled back first), ``WorldChanged`` when a step does not
    find what it expects, and ``Interrupted`` when a signal came.
    """
    record = _record(run, plan)
    steps = [(type(step).__name__, step._asdict(), inverse_of(step, plan)) for step in plan.steps]
    run.hands.heed_signals()
    before = _expect(run, plan, plan.steps[0], record)
    record = record._replace(id=run.journal.begin(record, steps, Turn(1, before)))
    n = 1
    try:
        for n, step in enumerate(plan.steps, 1):
            after = _act(run, plan, record, Turn(n, before), step)
            if n == len(plan.steps):
                run.journal.finish(record.id, "done", Turn(n, after))
            else:
                before = _expect(run, plan, plan.steps[n], record)
                run.journal.next_step(record.id, Turn(n, after), Turn(n + 1, before))
    except BaseException as error:
        run.hands.hold_signals()
        _roll_back(run, record, error, n)
        raise
    if not plan.fresh:
        _tidy(run, record)
    return record.id


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
    return RunRecord(*asked, plan.option, plan.root, plan.fresh, run.look.cwd, run.started, "begun")


def _roll_back(run: Run, record: RunRecord, error: BaseException, n: int) -> None:
    """Take back what was begun; the error says what could not be, and the run stays open for another try."""
    try:
        if isinstance(error, PlaceTaken):
            run.journal.not_begun(record.id, n)
        left = take_back(run.look, run.hands, run.journal, record)
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


def inverse_of(step: Step, plan: Plan) -> str:
    """How a step is taken back, in a few words; said before it runs."""
    match step:
        case MakeDirectory():
            return "remove the directories that were made, if they are empty"
        case WriteFile():
            return "remove the file, if it is still what was written"
        case EditFile():
            return "put the old content back, if the file is still what was written"
        case Move():
            return "rename it back"
        case Remove():
            return "put it back from where it was set aside"
        case RunTool(changes=changes):
            if not changes:
                return "none: pipwise only passes this command on"
            return (
                "remove the environment"
                if plan.fresh
                else "remove what is new and put back what was replaced"
            )


def _expect(run: Run, plan: Plan, step: Step, record: RunRecord) -> object:
    """What a step finds, looked at before the journal says that it begins."""
    look = run.look
    match step:
        case MakeDirectory(path):
            return [*run.made] if path in run.made else _missing(look, path)
        case RunTool(changes=changes):
            return manifest(look, changes[0]) if changes and not plan.fresh else None
        case Remove(path):
            return f"{path}.pipwise-{record.started.replace(':', '')}"
        case Move(path, to):
            return [path, to]
        case WriteFile(path):
            if is_there(look, path):
                raise PlaceTaken(f"{path} is there already", "the plan expected nothing there")
            return None
        case EditFile(path, expects=expects):
            return _expected(look, path, expects)


def _act(run: Run, plan: Plan, record: RunRecord, turn: Turn, step: Step) -> object:
    """Do a step that the journal knows; what it left."""
    hands = run.hands
    match step:
        case MakeDirectory(path, mode):
            return _make_directory(run, plan, path, mode, turn.world)
        case RunTool():
            return _change(run, plan, record, turn, step)
        case Remove(path):
            hands.move(path, str(turn.world))
            return turn.world
        case Move(path, to):
            hands.move(path, to)
            return [path, to]
        case WriteFile(path, content, mode):
            hands.write(path, content.encode("utf-8", "surrogateescape"), mode)
            return content
        case EditFile(path, content):
            hands.write(path, content.encode("utf-8", "surrogateescape"), run.look.stat(path).mode)
            return content


def _make_directory(run: Run, plan: Plan, path: str, mode: int, missing: object) -> object:
    """Where the environment itself is to be made, it must not be there: whoever makes the directory has the place."""
    expected = missing if isinstance(missing, list) else []
    try:
        made = run.made if path in run.made else run.hands.make_directory(path, mode)
    except (FileExistsError, NotADirectoryError):
        made = ()
    if plan.fresh and path == plan.root and path not in made:
        if run.look.stat(path, follow=False).kind == "link":
            raise WorldChanged(
                f"{path} is a link", "an environment is made in a directory of its own", "remove the link"
            )
        raise PlaceTaken(f"{path} is there already", "the plan expected nothing there", "run it again")
    return [identity(run.look, one) for one in expected if one in made]


def _change(run: Run, plan: Plan, record: RunRecord, turn: Turn, step: RunTool) -> Manifest | None:
    root = step.changes[0] if step.changes else ""
    if isinstance(turn.world, dict):
        set_aside(run.hands, root, turn.world, store_of(record, root, turn.n))
    run_tool(run.look, run.hands, step, data=run.data)
    last = turn.n == len(plan.steps)
    if plan.fresh and is_pip_inside(plan.steps[-1], root):
        harvest(run.look, root) if last else seed(run.look, run.hands, root)
    return manifest(run.look, root) if root and (last or not plan.fresh) else None


def _tidy(run: Run, record: RunRecord) -> None:
    """Of the second names only those stay that undo will need. Whatever goes wrong here, undo will tidy up."""
    try:
        for step in run.journal.steps(record.id):
            if isinstance(step.before, dict) and isinstance(step.after, dict):
                _, changed, removed = differences(step.before, step.after)
                store = store_of(record, record.root, step.n)
                drop_but(run.hands, run.look, store, step.before, frozenset((*changed, *removed)))
    except OSError:
        return


def _missing(look: Look, path: str) -> list[str]:
    """The path and those of its parents that are not there, outermost first."""
    missing: list[str] = []
    while path not in ("", "/") and not is_there(look, path):
        missing.append(path)
        path = path.rpartition("/")[0]
    return missing[::-1]


def _expected(look: Look, path: str, digest: str) -> str:
    import hashlib

    old = look.read(path)
    if hashlib.sha256(old).hexdigest() != digest:
        raise WorldChanged(f"{path} has changed since the plan was made", hint="make a new plan")
    return old.decode("utf-8", "surrogateescape")
