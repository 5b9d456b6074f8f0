"""Running an installer that changes some trees: what it will replace gets a second name first."""

from __future__ import annotations

from pipwise.execute.bytecode import harvest, is_pip_inside, seed
from pipwise.execute.cut_off import manager_of
from pipwise.execute.journal import StepRecord, Turn
from pipwise.execute.links import refuse_links
from pipwise.execute.restore import restore, store_of
from pipwise.execute.tool import run_tool
from pipwise.execute.trees import KEEP, set_aside
from pipwise.execute.work import Taking, Work
from pipwise.execute.worlds import keeper_of, pack, places, root_of, world_of
from pipwise.model.plan import Plan, RunTool


def inverse(step: RunTool, plan: Plan) -> str:
    """By what it changes."""
    if not step.changes:
        return "none: pipwise only passes this command on"
    return "remove the environment" if plan.fresh else "remove what is new and put back what was replaced"


def expect(work: Work, step: RunTool) -> object:
    """Each of the places as it is. In a new environment nothing is looked at: it goes as a whole."""
    if not step.changes or work.plan.fresh:
        return None
    return pack([world_of(work.run.look, path) for path in step.changes])


def act(work: Work, turn: Turn, step: RunTool) -> object:
    """Second names first, so that a tool that is killed has taken nothing away."""
    run, plan = work.run, work.plan
    for path, world in places(step.changes, turn.world):
        if isinstance(world, dict):
            if not step.keep:
                refuse_links(run.look, f"{keeper_of(path)}/{KEEP}")
            store = store_of(work.record, keeper_of(path), turn.n, step.keep)
            set_aside(run.hands, root_of(path), world, store)
    run_tool(run.look, run.hands, step, data=run.data)
    last = turn.n == len(plan.steps)
    if plan.fresh and is_pip_inside(plan.steps[-1], plan.root):
        harvest(run.look, plan.root) if last else seed(run.look, run.hands, plan.root)
    if not step.changes or (plan.fresh and not last):
        return None
    return pack([world_of(run.look, path) for path in step.changes])


def take_back(taking: Taking, step: StepRecord) -> list[str]:
    """Place by place; a package manager that was cut off is brought to its end before."""
    if step.after is None and manager_of(step):
        from pipwise.execute.cut_off import bring_to_an_end

        left = bring_to_an_end(taking, step)
        if left:
            return left
    return restore(taking, step)
