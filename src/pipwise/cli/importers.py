"""Who will import it, for a live machine: asked where it can turn the decision, and nowhere else."""

from __future__ import annotations

from pipwise.model.decision import Situation
from pipwise.model.facts import Contradiction
from pipwise.model.known import Known
from pipwise.system.look import Look


def with_importer(situation: Situation, look: Look) -> Situation:
    """The situation with the consumer, the environment that it has, and what has to be changed for it to see another one."""
    facts = situation.facts
    named = isinstance(facts.call.consumer, Known)
    if not named:
        from pipwise.facts.importers_here import find_importer

        facts = facts._replace(call=find_importer(look, facts))
    consumer = facts.call.consumer
    if not isinstance(consumer, Known) or not consumer.value.python:
        return situation._replace(facts=facts)
    from pipwise.facts.candidates import consumers_environment

    own = consumers_environment(look, facts, situation.intent)
    if own is not None and own.state in ("works", "broken"):
        first = ("asked",) if named else ("asked", "active")
        at = sum(one.role in first for one in situation.seen)
        others = tuple(one for one in situation.seen if one.root != own.root)
        return situation._replace(facts=facts, seen=(*others[:at], own, *others[at:]))
    if consumer.value.kind in ("service", "kernel", "person"):
        text = (
            f"{consumer.source.where} imports with {consumer.value.python}, which sees no virtual environment:"
            " let it start the python of the environment that this goes into"
        )
        told = (*facts.contradictions, Contradiction("consumer-elsewhere", text))
        facts = facts._replace(contradictions=told)
    return situation._replace(facts=facts)
