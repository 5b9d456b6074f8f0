"""Carrying out a plan: the journal knows every step before it acts; what fails is taken back."""

from __future__ import annotations

from typing import NamedTuple

from pipwise.errors import ToolFailed, WorldChanged
from pipwise.execute.inverse import take_back
from pipwise.execute.journal import FORMAT, Journal, RunRecord
from pipwise.execute.trees import differences, drop, manifest, set_aside
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


def carry_out(run: Run, plan: Plan) -> int:
    """Carry out a plan; the run's number in the journal.

    Raises ``ToolFailed`` when a tool fails (what was begun is rolled back first) and ``WorldChanged`` when a step does
    not find what it expects.
    """
    record = RunRecord(
        *(
            0,
            FORMAT,
            run.look.uid,
            run.argv,
            run.digest,
            plan.option,
            plan.root,
            plan.fresh,
            run.look.cwd,
            run.started,
        ),
        state="begun",
    )
    number = run.journal.begin(
        record, [(type(step).__name__, step._asdict(), inverse_of(step, plan)) for step in plan.steps]
    )
    for n, step in enumerate(plan.steps, 1):
        try:
            _do(run, number, n, step, plan)
        except BaseException as error:
            left = take_back(run.look, run.hands, run.journal, number)
            run.journal.run_ends(number, "failed")
            if left and isinstance(error, ToolFailed):
                error.hint = f"this could not be taken back: {left[0]}"
            raise
    run.journal.run_ends(number, "done")
    return number


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


def _do(run: Run, number: int, n: int, step: Step, plan: Plan) -> None:
    match step:
        case MakeDirectory(path, mode):
            missing = _missing(run.look, path)
            run.journal.step_begins(number, n, missing)
            run.hands.make_directory(path, mode)
            run.journal.step_ends(number, n, missing)
        case RunTool():
            _run_tool(run, number, n, step, plan)
        case Remove(path):
            aside = f"{path}.pipwise-{number}"
            run.journal.step_begins(number, n, aside)
            run.hands.move(path, aside)
            run.journal.step_ends(number, n, aside)
        case Move(path, to):
            run.journal.step_begins(number, n, [path, to])
            run.hands.move(path, to)
            run.journal.step_ends(number, n, [path, to])
        case WriteFile(path, content, mode):
            if not _missing(run.look, path):
                raise WorldChanged(
                    f"{path} is there already", "the plan expected nothing there", "make a new plan"
                )
            run.journal.step_begins(number, n, None)
            run.hands.write(path, content.encode("utf-8", "surrogateescape"), mode)
            run.journal.step_ends(number, n, content)
        case EditFile(path, content, expects):
            old = _expected(run.look, path, expects)
            run.journal.step_begins(number, n, old)
            run.hands.write(path, content.encode("utf-8", "surrogateescape"), run.look.stat(path).mode)
            run.journal.step_ends(number, n, content)


def _run_tool(run: Run, number: int, n: int, step: RunTool, plan: Plan) -> None:
    root = step.changes[0] if step.changes else ""
    if plan.fresh and n == _first_tool(plan) and not _missing(run.look, root):
        raise WorldChanged(
            f"{root} is there already", "the plan expected nothing there", "run the same command again"
        )
    before = manifest(run.look, root) if root and not plan.fresh else None
    run.journal.step_begins(number, n, before)
    store = f"{root}/.pipwise/{number}.{n}"
    if before is not None:
        set_aside(run.hands, run.look, root, before, store)
    status = run.hands.run(step.argv, _variables(run.look, step), step.cwd)
    if status:
        raise ToolFailed(f"{_program(step)} failed with exit status {status}", hint="nothing was left behind")
    last = n == len(plan.steps)
    after = manifest(run.look, root) if root and (last or before is not None) else None
    run.journal.step_ends(number, n, after)
    if before is not None and after is not None:
        _, changed, removed = differences(before, after)
        drop(run.hands, run.look, store, keep=[*changed, *removed])


def _first_tool(plan: Plan) -> int:
    return next(n for n, step in enumerate(plan.steps, 1) if isinstance(step, RunTool))


def _program(step: RunTool) -> str:
    words = [word for word in step.argv if not word.startswith("-")]
    if step.argv[1:3] == ("-I", "-m") or step.argv[1:2] == ("-m",):
        return f"{words[1]} ({step.purpose})"
    return f"{words[0].rpartition('/')[2]} ({step.purpose})"


def _variables(look: Look, step: RunTool) -> dict[str, str]:
    environment = dict(look.environment)
    for name, value in step.variables:
        if value is None:
            environment.pop(name, None)
        else:
            environment[name] = value
    return environment


def _missing(look: Look, path: str) -> list[str]:
    """The path and those of its parents that are not there, outermost first."""
    missing: list[str] = []
    while path not in ("", "/"):
        try:
            look.stat(path, follow=False)
            break
        except OSError:
            missing.append(path)
            path = path.rpartition("/")[0]
    return missing[::-1]


def _expected(look: Look, path: str, digest: str) -> str:
    import hashlib

    old = look.read(path)
    if hashlib.sha256(old).hexdigest() != digest:
        raise WorldChanged(f"{path} has changed since the plan was made", hint="make a new plan")
    return old.decode("utf-8", "surrogateescape")
