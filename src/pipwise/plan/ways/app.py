"""An application in an environment of its own, by pipx or uv; a pipx is brought up where there is neither."""

from __future__ import annotations

import hashlib

from pipwise.decide.keeping import install_words
from pipwise.facts.distributions import normalise
from pipwise.facts.shell_profile import with_line
from pipwise.model.applications import Profile
from pipwise.model.decision import Decision, Situation
from pipwise.model.plan import EditFile, Plan, Step, WriteFile
from pipwise.plan.engines import Workbench
from pipwise.plan.keeping import first_steps, kept, step
from pipwise.plan.replacing import removals

PROOF = "application"


def steps(situation: Situation, decision: Decision, workbench: Workbench) -> Plan:
    """One call of the tool for each application, so that what each of them changes is known."""
    found = situation.applications
    wanted = situation.intent.requirements
    projects = tuple(dict.fromkeys(normalise(one.name) for one in wanted if one.name))
    if found is None or not wanted or not (found.keeper.path or found.own):
        return Plan("app", "", False, (), projects, PROOF)
    said = [(one, install_words(situation, found.keeper, one)) for one in wanted]
    runs = [step(situation, found, words, f"install {one.name or one.text}") for one, words in said if words]
    places = tuple(kept(found.keeper, normalise(one.name) if one.name else "") for one in wanted)
    if not runs:
        return Plan("app", "", False, (), projects, PROOF, places)
    before = (*removals(situation, found, workbench), *first_steps(situation, found, workbench))
    return Plan("app", "", False, (*before, *runs, *profile(situation)), projects, PROOF, places)


def profile(situation: Situation) -> tuple[Step, ...]:
    """The shell's profile gets a line where somebody has said yes to that."""
    found = situation.applications
    if found is None or found.profile is None or not situation.wishes.profile:
        return ()
    return (_edit(found.profile),)


def _edit(found: Profile) -> Step:
    content = with_line(found)
    if found.content is None:
        return WriteFile(found.path, content)
    old = found.content.encode("utf-8", "surrogateescape")
    return EditFile(found.path, content, hashlib.sha256(old).hexdigest())
