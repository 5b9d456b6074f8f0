"""Guards keep pip from being asked for what it will refuse. `show` tells what each would change; `install` sets it up.

bash, zsh and fish (`shell`: the one in use) get a few lines that say, after pip was refused, where the package belongs. With
require-virtualenv, pip itself refuses outside virtual environments. pre-commit runs `pipwise lint` on what is committed.
`remove`, like `pipwise undo`, brings every file back to the last byte.
"""

from __future__ import annotations

import json

from pipwise.cli.guarding import look_at_guards, read_words
from pipwise.cli.screen import show
from pipwise.cli.session import live_look
from pipwise.cli.words import Own
from pipwise.cli.workshop import new_hands, refuse_facts, step_down
from pipwise.errors import DONE


def run(own: Own, words: tuple[str, ...]) -> int:
    """Show, install or remove; the exit code of the table."""
    if words[:2] == ("offer", "--"):
        from pipwise.cli.offering import offer

        return offer(own, words[2:])
    refuse_facts(own, "guard")
    hands = new_hands()
    step_down(live_look(own), hands)
    look = live_look(own)
    action, names = read_words(look, words)
    if action != "show":
        from pipwise.cli.guard_changes import install, remove

        return (install if action == "install" else remove)(own, look, hands, names)
    found = look_at_guards(look, names)
    if own.json:
        from pipwise.render.guard_json import guard_json

        print(json.dumps(guard_json(found), indent=2))
    else:
        from pipwise.render.guard_text import guard_text

        show(guard_text(found))
    return DONE
