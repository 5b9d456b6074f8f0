"""A plug-in into the environment of the application that it extends."""

from __future__ import annotations

from pipwise.decide.keeping import inject_words
from pipwise.decide.subject import named_of
from pipwise.facts.distributions import normalise
from pipwise.model.decision import Decision, Situation
from pipwise.model.plan import Plan
from pipwise.plan.engines import Workbench
from pipwise.plan.keeping import first_steps, kept, step
from pipwise.plan.ways.app import PROOF, profile


def steps(situation: Situation, decision: Decision, workbench: Workbench) -> Plan:
    """The host is installed first where it is not there; what was put into it before stays."""
    found, named = situation.applications, named_of(situation)
    wanted = situation.intent.requirements
    projects = tuple(dict.fromkeys(normalise(one.name) for one in wanted if one.name))
    hosts = {normalise(one.kind.host) for one in named if one.kind.host}
    own = found is not None and (found.keeper.path or found.own)
    if found is None or not own or len(hosts) != 1 or len(named) != len(wanted):
        return Plan("inject", "", False, (), projects, PROOF)
    (host,) = hosts
    runs = []
    for words in inject_words(situation, found.keeper, host):
        adds = words.argv[1] == "inject" or found.keeper.name == "uv"
        purpose = f"add {', '.join(projects)} to {host}" if adds else f"install {host}"
        runs.append(step(situation, found, words, purpose))
    places = tuple(kept(found.keeper, one, host) for one in projects)
    before = first_steps(situation, found, workbench)
    return Plan("inject", "", False, (*before, *runs, *profile(situation)), projects, PROOF, places)
