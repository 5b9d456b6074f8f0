"""What the steps of a plan find before any of them has run, as sums that can be compared later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from pipwise.errors import PipwiseError
from pipwise.execute.journal import FORMAT, Journal, RunRecord
from pipwise.execute.kinds import KINDS
from pipwise.execute.run import kind_of
from pipwise.execute.trees import is_bytecode
from pipwise.execute.work import Run, Work
from pipwise.execute.worlds import world_of
from pipwise.model.plan import MakeDirectory, Move, Plan, Remove, Step
from pipwise.model.value import NamedTuple
from pipwise.system.hands import Hands
from pipwise.system.look import Look


class Expectation(NamedTuple):
    """What one step expects."""

    step: int
    inverse: str
    finds: str
    """A sum of the places that it changes, or what is in its way."""


def expectations(look: Look, hands: Hands, plan: Plan) -> tuple[Expectation, ...]:
    """Looked at as the steps themselves look; bytecode that comes and goes is left out."""
    run = Run(look, hands, Journal(":memory:"), (), "", "")
    record = RunRecord(0, FORMAT, look.uid, (), "", plan.option, plan.root, plan.fresh, look.cwd, "", "begun")
    work = Work(run, plan, record)
    return tuple(
        Expectation(n, KINDS[kind_of(step)].inverse(step, plan), _finds(work, step))
        for n, step in enumerate(plan.steps, 1)
    )


def sum_of_files(look: Look, paths: Iterable[str]) -> str:
    """One sum of the contents of some files, each as it is or as it cannot be read."""
    found: list[object] = []
    for path in paths:
        try:
            found.append([path, hashlib.sha256(look.read(path)).hexdigest()])
        except OSError as error:
            found.append([path, error.strerror])
    return _sum(found)


def _finds(work: Work, step: Step) -> str:
    try:
        world: object = KINDS[kind_of(step)].expect(work, step)
        # Parents of a new directory may come in between, if only with pipwise's own journal: it is itself that has to be missing.
        found = step.path in world if isinstance(step, MakeDirectory) and isinstance(world, list) else world
        # These two only say where it goes; what is there matters as well.
        there = world_of(work.run.look, step.path) if isinstance(step, Remove | Move) else None
    except PipwiseError as error:
        return error.what
    except OSError as error:
        return f"{error.filename}: {error.strerror}"
    return _sum([found, there])


def _sum(found: object) -> str:
    return hashlib.sha256(json.dumps(_lasting(found), sort_keys=True).encode()).hexdigest()


def _lasting(found: object) -> object:
    if isinstance(found, dict):
        return {name: _lasting(one) for name, one in found.items() if not is_bytecode(str(name))}
    return [_lasting(one) for one in found] if isinstance(found, list | tuple) else found
