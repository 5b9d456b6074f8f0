"""What an undone run had to leave, since others had come to use it: the last one of those takes it along."""

from __future__ import annotations

from pipwise.execute.fresh import identity
from pipwise.execute.journal import Journal, StepRecord
from pipwise.execute.others import remove_unneeded
from pipwise.execute.restore import remove_if_empty
from pipwise.execute.trees import is_there
from pipwise.execute.worlds import places
from pipwise.system.hands import Hands
from pipwise.system.look import Look


def remove_leftovers(look: Look, hands: Hands, journal: Journal) -> None:
    """Innermost first, only directories that are empty; one that pipwise made itself has to be the very one."""
    found: set[str] = set()
    for run in journal.runs():
        if run.state == "undone" and not run.root:
            steps = journal.steps(run.id)
            remove_unneeded(look, hands, steps, run.started)
            for step in steps:
                found |= _made(look, step)
    for path in sorted(found, reverse=True):
        if is_there(look, path) and look.stat(path, follow=False).kind == "directory":
            remove_if_empty(look, hands, path)


def _made(look: Look, step: StepRecord) -> set[str]:
    if step.kind == "MakeDirectory" and isinstance(step.after, list):
        made = [one for one in step.after if isinstance(one, list) and is_there(look, str(one[0]))]
        return {str(one[0]) for one in made if identity(look, str(one[0])) == one}
    changes = step.what.get("changes")
    paths = [str(one) for one in changes] if isinstance(changes, list) else []
    before, found = dict(places(paths, step.before)), set[str]()
    for path, after in places(paths, step.after):
        was = before.get(path)
        if isinstance(after, dict) and not isinstance(was, list):
            found |= {path} if was is None else set()
            found |= {
                f"{path}/{name}"
                for name, entry in after.items()
                if entry[0] == "directory" and name not in (was or {})
            }
    return found
