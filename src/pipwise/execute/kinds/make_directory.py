"""Making a directory, with the parents that are missing."""

from __future__ import annotations

from pipwise.errors import WorldChanged
from pipwise.execute.fresh import identity, made_directories
from pipwise.execute.journal import StepRecord, Turn
from pipwise.execute.restore import remove_if_empty
from pipwise.execute.trees import is_there
from pipwise.execute.work import PlaceTaken, Taking, Work
from pipwise.model.plan import MakeDirectory, Plan
from pipwise.system.look import Look


def inverse(step: MakeDirectory, plan: Plan) -> str:
    """Those that were made, as long as nobody has put anything there."""
    return "remove the directories that were made, if they are empty"


def expect(work: Work, step: MakeDirectory) -> list[str]:
    """What is missing, outermost first."""
    run = work.run
    return [*run.made] if step.path in run.made else _missing(run.look, step.path)


def act(work: Work, turn: Turn, step: MakeDirectory) -> object:
    """Where the environment itself is to be made, it must not be there: whoever makes the directory has the place."""
    run, path = work.run, step.path
    expected = turn.world if isinstance(turn.world, list) else []
    try:
        made = run.made if path in run.made else run.hands.make_directory(path, step.mode)
    except (FileExistsError, NotADirectoryError):
        made = ()
    if work.plan.fresh and path == work.plan.root and path not in made:
        if run.look.stat(path, follow=False).kind == "link":
            raise WorldChanged(
                f"{path} is a link", "an environment is made in a directory of its own", "remove the link"
            )
        raise PlaceTaken(f"{path} is there already", "the plan expected nothing there", "run it again")
    return [identity(run.look, one) for one in expected if one in made]


def take_back(taking: Taking, step: StepRecord) -> list[str]:
    """Innermost first."""
    for path in reversed(made_directories(step)):
        remove_if_empty(taking.look, taking.hands, path)
    return []


def _missing(look: Look, path: str) -> list[str]:
    """The path and those of its parents that are not there, outermost first."""
    missing: list[str] = []
    while path not in ("", "/") and not is_there(look, path):
        missing.append(path)
        path = path.rpartition("/")[0]
    return missing[::-1]
