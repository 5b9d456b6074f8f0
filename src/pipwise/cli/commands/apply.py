"""Carry out a plan that `pipwise install --plan-out FILE` has written, if the world is still as it was then.

What was asked is decided anew, and has to come to the very steps in the file; each of them has to find what it found then.
Otherwise nothing is done, and what has changed is said. It asks under the same rules as `pipwise install`.
"""

from __future__ import annotations

from pipwise.cli.commands.install import carry_through
from pipwise.cli.reviewed import reviewed_at
from pipwise.cli.session import live_look
from pipwise.cli.words import Own
from pipwise.cli.workshop import new_hands, refuse_facts, step_down
from pipwise.errors import UsageError
from pipwise.facts.resolution import absolute


def run(own: Own, words: tuple[str, ...]) -> int:
    """Compare and act; exit 5 where the plan does not hold any more."""
    refuse_facts(own, "apply")
    if len(words) != 1 or words[0].startswith("-"):
        raise UsageError("apply takes the file of one plan", hint="pipwise apply plan.json")
    hands = new_hands()
    step_down(live_look(own), hands)
    look = live_look(own)
    reviewed = reviewed_at(look, absolute(words[0], look.cwd))
    asked = reviewed.asked
    own = Own(
        via=asked.via, env=asked.env, offline=asked.offline, yes=own.yes, json=own.json, trace=own.trace
    )
    return carry_through(own, hands, asked.words, reviewed.compare, profile=asked.profile)
