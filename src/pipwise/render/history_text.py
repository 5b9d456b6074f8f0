"""``history`` for people: a run in two lines, or one run with its steps and what undo would do now."""

from __future__ import annotations

from pipwise.decide.reasons import quoted
from pipwise.errors import CouldNotLook
from pipwise.execute.foresee import Foreseen
from pipwise.execute.journal import RunRecord, StepRecord
from pipwise.execute.resume import plan_of
from pipwise.render.install_text import step_text
from pipwise.system.rehearsal import Deed

_MOST = 12
_SAID = {
    "remove": "remove",
    "put-back": "put back",
    "make-directory": "make the directory",
    "write": "write",
    "link": "make the link",
    "rename": "rename",
    "run": "run",
}


def run_line(run: RunRecord, *, at_work: bool) -> str:
    """One run in a list."""
    words = " ".join(quoted(word) for word in run.argv)
    where = run.root or run.option
    return f"{run.id:>4}  {run.started}  {state_of_run(run, at_work=at_work):<7}  {where}\n      {words}"


def state_of_run(run: RunRecord, *, at_work: bool) -> str:
    """In a word for people."""
    return run.state if run.state != "begun" else "at work" if at_work else "killed"


def texts_of(run: RunRecord, steps: list[StepRecord]) -> list[str]:
    """What each step does, as far as this pipwise knows its kind."""
    try:
        return [step_text(step) for step in plan_of(run, steps).steps]
    except CouldNotLook:
        return [f"{step.kind[:40]} (this pipwise does not know it)" for step in steps]


def run_lines(run: RunRecord, steps: list[StepRecord], foreseen: Foreseen, *, at_work: bool) -> list[str]:
    """One run with its steps."""
    lines = [
        f"run {run.id}: {state_of_run(run, at_work=at_work)}",
        f"  asked:   {' '.join(quoted(word) for word in run.argv)}",
        f"  begun:   {run.started}, in {run.cwd or 'a directory that is gone'}",
        f"  way:     {run.option}" + (f", {run.root}" if run.root else ""),
        "steps:",
    ]
    for step, text in zip(steps, texts_of(run, steps), strict=True):
        lines += [f"  {step.n}. {step.state:<7}  {text}", f"              undo: {step.inverse}"]
    return lines + _undo(run, foreseen, at_work=at_work)


def _undo(run: RunRecord, foreseen: Foreseen, *, at_work: bool) -> list[str]:
    if at_work:
        return ["undo: not while it is at work"]
    if foreseen.why:
        return [f"undo: nothing, {foreseen.why}"]
    if not foreseen.deeds and not foreseen.left:
        return ["undo: there is nothing left to take back"]
    told = [line for deed in foreseen.deeds for line in _deed_lines(run, deed)]
    lines = [f"pipwise undo {run.id} would now:" if told else "undo: nothing"]
    lines += told[:_MOST]
    lines += [f"  … and {len(told) - _MOST} more (--json has them all)"] if len(told) > _MOST else []
    lines += ["and leave as it is:" if told else "left as it is:"] if foreseen.left else []
    lines += [f"  {line}" for line in foreseen.left[:_MOST]]
    return lines + (
        [f"pipwise undo {run.id} --yes would take it back all the same"]
        if _can_be_forced(run, foreseen)
        else []
    )


def _deed_lines(run: RunRecord, deed: Deed) -> list[str]:
    said = f"  {_SAID[deed.what]} {deed.path}"
    if deed.what == "remove" and run.root.startswith(f"{deed.path}/"):
        # A directory goes only when it is empty; by itself that line would sound like more.
        return [f"  {_SAID[deed.what]} {run.root}", f"{said}, which it made, and which is empty then"]
    return [said + (deed.to and f" to {deed.to}")]


def _can_be_forced(run: RunRecord, foreseen: Foreseen) -> bool:
    return bool(foreseen.left) and (run.fresh or run.state == "begun")
