"""List what pipwise has done, the newest first, with the numbers that `pipwise undo` takes."""

from __future__ import annotations

import json

from pipwise.cli.journals import is_at_work, open_inside, read_state
from pipwise.cli.places import roots_here, state_of
from pipwise.cli.screen import show
from pipwise.cli.session import live_look
from pipwise.cli.words import Own
from pipwise.cli.workshop import new_hands, say, step_down
from pipwise.decide.reasons import quoted
from pipwise.errors import DONE, UsageError
from pipwise.execute.journal import RunRecord
from pipwise.render.plain import plain
from pipwise.system.look import Look


def run(own: Own, words: tuple[str, ...]) -> int:
    """Print the journal's runs."""
    if words:
        raise UsageError(f"history takes no arguments, not {' '.join(words)!r}")
    step_down(live_look(own), new_hands())
    look = live_look(own)
    runs = read_state(look, state_of()) or _inside(own, look)
    if own.json:
        print(json.dumps({"schema": "pipwise/history/1", "runs": [plain(one) for one in runs]}, indent=2))
        return DONE
    killed = [one for one in runs if one.state == "begun"]
    at_work = bool(killed) and is_at_work(new_hands(), state_of())
    show("\n".join(_line(one, at_work=at_work) for one in runs) or "nothing yet")
    for one in killed if not at_work else ():
        say(
            f"run {one.id} was interrupted: pipwise undo {one.id} takes back what it had begun,"
            f" pipwise resume {one.id} goes on with it"
        )
    return DONE


def _inside(own: Own, look: Look) -> list[RunRecord]:
    """Where nothing stands in the state directory, a journal inside an environment of this place may."""
    for root in roots_here(own, look):
        journal = open_inside(look, None, root)
        if journal is not None:
            runs = journal.runs()
            journal.close()
            return runs
    return []


def _line(run: RunRecord, *, at_work: bool) -> str:
    state = run.state if run.state != "begun" else "at work" if at_work else "killed"
    words = " ".join(quoted(word) for word in run.argv)
    return f"{run.id:>4}  {run.started}  {state:<7}  {words}  → {run.root or run.option}"
