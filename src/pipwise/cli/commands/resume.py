"""Go on with a run that was interrupted: the last one, or the one of that number in `pipwise history`.

What the run was in the middle of is put back first, and done again; a new environment that is half made is made anew.
Where that would not be sound it is said, and `pipwise undo` takes the run back.
"""

from __future__ import annotations

import json

from pipwise.cli.commands.undo import patiently, run_number
from pipwise.cli.journals import lock_environment, open_state
from pipwise.cli.places import state_of
from pipwise.cli.session import live_look
from pipwise.cli.words import Own
from pipwise.cli.workshop import (
    new_hands,
    own_name,
    refuse_dead,
    refuse_facts,
    refuse_foreign,
    say,
    step_down,
)
from pipwise.decide.reasons import quoted
from pipwise.errors import DONE, FINDINGS, UsageError, WorldChanged
from pipwise.execute.journal import RunRecord
from pipwise.execute.prove import what_to_prove
from pipwise.execute.provers import PROVERS
from pipwise.execute.resume import choose_interrupted, plan_of, resume
from pipwise.execute.work import Run
from pipwise.intent import read_intent
from pipwise.render.install_text import proof_lines
from pipwise.render.plain import plain
from pipwise.system.hands import Hands
from pipwise.system.look import Look


def run(own: Own, words: tuple[str, ...]) -> int:
    """Go on; exit 0, or 5 where the world has changed since."""
    refuse_facts(own, "resume")
    number = run_number("resume", words)
    hands = new_hands()
    step_down(live_look(own), hands)
    look = live_look(own)
    journal = patiently(lambda: open_state(look, hands, state_of()))
    if journal is None:
        raise UsageError("there is nothing to go on with", "no journal was found")
    record = choose_interrupted(journal, number)
    plan = plan_of(record, journal.steps(record.id))
    _check(look, hands, record)
    wanted = what_to_prove(look, read_intent(("pip", *record.argv)), plan)
    say(f"going on with run {record.id}: {' '.join(quoted(word) for word in record.argv)}")
    step = resume(Run(look, hands, journal, record.argv, record.digest, record.started), record)
    journal.close()
    # A journal of format 2 does not say where anything but an environment is proved.
    known = plan.proof in ("environment", "os-packages") or record.ground != "{}"
    prover = PROVERS.get(plan.proof) if known else None
    proofs = prover(look, hands, plan, wanted, True) if prover is not None else ()
    unproved = (
        []
        if proofs or not plan.prove
        else ["done, and not proved: pipwise install proves it when asked again"]
    )
    for line in [*proof_lines(proofs), *unproved, f"undo:         {own_name(look)} undo {record.id}"]:
        say(line)
    if own.json:
        said = {"schema": "pipwise/resume/1", "run": record.id, "from": step, "state": "done"}
        print(json.dumps({**said, "proofs": [plain(proof) for proof in proofs]}, indent=2))
    return FINDINGS if any(not one.version or one.missing or one.ran == "no" for one in proofs) else DONE


def _check(look: Look, hands: Hands, record: RunRecord) -> None:
    """What the tool is given has to mean what it meant: relative names above all."""
    if record.cwd != look.cwd:
        hint = f"cd {quoted(record.cwd)} && pipwise resume {record.id}"
        raise WorldChanged(
            f"run {record.id} was begun in {record.cwd or 'no directory'}", f"this is {look.cwd}", hint
        )
    if record.root and not record.fresh:
        refuse_foreign(look, record.root)
        refuse_dead(look, record.root)
        patiently(lambda: lock_environment(hands, record.root))
