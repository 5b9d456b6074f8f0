"""List what pipwise has done, the newest first, with the numbers that `pipwise undo` takes.

With the number of a run: its steps, how far each came, how it is taken back, and what `pipwise undo` would do now.
"""

from __future__ import annotations

import json

from pipwise.cli.called import as_called
from pipwise.cli.commands.undo import run_number
from pipwise.cli.journals import FILE, is_at_work, open_inside
from pipwise.cli.places import roots_here, state_of
from pipwise.cli.screen import show
from pipwise.cli.session import live_look
from pipwise.cli.words import Own
from pipwise.cli.workshop import new_hands, say, step_down
from pipwise.errors import DONE, UsageError
from pipwise.execute.foresee import Foreseen, foresee
from pipwise.execute.journal import Journal
from pipwise.execute.trees import is_there
from pipwise.render.history_json import run_data
from pipwise.render.history_text import run_line, run_lines, texts_of
from pipwise.render.plain import plain
from pipwise.system.look import Look


def run(own: Own, words: tuple[str, ...]) -> int:
    """Print the journal's runs, or one of them."""
    number = run_number("history", words)
    step_down(live_look(own), new_hands())
    look = live_look(own)
    journal = _journal(own, look)
    if number is not None:
        return _one(own, look, journal, number)
    runs = journal.runs() if journal else []
    if own.json:
        print(json.dumps({"schema": "pipwise/history/1", "runs": [run_data(one) for one in runs]}, indent=2))
        return DONE
    killed = [one for one in runs if one.state == "begun"]
    at_work = bool(killed) and is_at_work(new_hands(), state_of())
    show("\n".join(run_line(one, at_work=at_work) for one in runs) or "nothing yet")
    for one in killed if not at_work else ():
        say(
            f"run {one.id} was interrupted: pipwise undo {one.id} takes back what it had begun,"
            f" pipwise resume {one.id} goes on with it"
        )
    return DONE


def _one(own: Own, look: Look, journal: Journal | None, number: int) -> int:
    found = next((one for one in journal.runs() if one.id == number), None) if journal else None
    if journal is None or found is None:
        raise UsageError(f"there is no run {number} in the journal", hint="pipwise history")
    steps = journal.steps(number)
    at_work = found.state == "begun" and is_at_work(new_hands(), state_of())
    foreseen = Foreseen((), (), "it is at work") if at_work else foresee(look, journal, found)
    if own.json:
        told = [
            {"n": step.n, "kind": step.kind, "does": plain(text), "undo": step.inverse, "state": step.state}
            for step, text in zip(steps, texts_of(found, steps), strict=True)
        ]
        document = {"schema": "pipwise/run/1", "run": run_data(found), "steps": told, "undo": plain(foreseen)}
        print(json.dumps(document, indent=2))
        return DONE
    show(as_called("\n".join(run_lines(found, steps, foreseen, at_work=at_work))))
    return DONE


def _journal(own: Own, look: Look) -> Journal | None:
    """To read. Where nothing stands in the state directory, a journal inside an environment of this place may."""
    path = f"{state_of()}/{FILE}"
    if state_of() and is_there(look, path):
        journal = Journal(path, reading=True)
        if journal.runs():
            return journal
    inside = (open_inside(look, None, root) for root in roots_here(own, look))
    return next((journal for journal in inside if journal is not None), None)
