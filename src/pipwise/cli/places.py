"""The environments that install would use here, for the commands that come after it: run, undo, history."""

from __future__ import annotations

from pipwise.cli.session import directories_for
from pipwise.cli.words import Own
from pipwise.config import read_policy
from pipwise.decide.questions.environment import first_fit
from pipwise.facts.candidates import look_at_candidates
from pipwise.facts.probe import probe
from pipwise.intent import read_intent
from pipwise.model.decision import Seen, Situation, Wishes
from pipwise.model.outcome import Outcome
from pipwise.system.look import Look
from pipwise.system.places import state_directory


def state_of() -> str:
    """The state directory, or '' for somebody who has no home."""
    state = state_directory()
    return state if state.startswith("/") else ""


def roots_here(own: Own, look: Look) -> list[str]:
    """Every environment that a request typed here could have gone into."""
    return [one.root for one in _situation(own, look).seen]


def environment_here(own: Own, look: Look) -> Seen | None:
    """The first of them that works, in the order of targets."""
    situation = _situation(own, look)
    return first_fit(situation._replace(seen=tuple(one for one in situation.seen if one.state == "works")))


def _situation(own: Own, look: Look) -> Situation:
    intent = read_intent(("python3",))
    facts = probe(look, intent)
    wishes = Wishes(env=own.env)
    directories = directories_for(facts, read_policy(look, facts).environments)
    seen = look_at_candidates(look, facts, intent, wishes, directories)
    return Situation(facts, intent, Outcome("unknown", "not-asked", None, None), wishes, directories, seen)
