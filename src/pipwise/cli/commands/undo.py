"""Take a run back: the last one, or the one of that number in `pipwise history`.

Only what is still as the run left it is taken back. What has changed since is listed and stays as it is.
"""

from __future__ import annotations

import json

from pipwise.cli.session import live_look
from pipwise.cli.words import Own
from pipwise.cli.workshop import new_hands, open_journal, refuse_facts, say, step_down
from pipwise.errors import DONE, UsageError
from pipwise.execute import undo
from pipwise.execute.undo import choose
from pipwise.model.decision import Directories
from pipwise.system.places import state_directory


def run(own: Own, words: tuple[str, ...]) -> int:
    """Undo; exit 0, or 5 where the world has changed since."""
    refuse_facts(own, "undo")
    if len(words) > 1 or (words and not words[0].isdecimal()):
        raise UsageError(f"undo takes the number of one run, not {' '.join(words)!r}", hint="pipwise history")
    hands = new_hands()
    step_down(live_look(own), hands)
    look = live_look(own)
    journal, _ = open_journal(hands, Directories("", state_directory(), ""))
    record = choose(journal, int(words[0]) if words else None)
    undone = undo(look, hands, journal, record, force=own.yes)
    journal.close()
    if own.json:
        print(
            json.dumps(
                {"schema": "pipwise/undo/1", "run": undone.run.id, "root": undone.run.root, "state": "undone"}
            )
        )
    say(f"run {record.id} is undone: {' '.join(record.argv)}" + (f" ({record.root})" if record.root else ""))
    return DONE
