"""What the asked names stand for: from the tables at once, from the machine's package manager only where it can matter."""

from __future__ import annotations

from pipwise.decide.turning import turns_on_packages
from pipwise.facts.names_described import names_at, where_described
from pipwise.intent.requirements import read_requirement
from pipwise.model.decision import Situation
from pipwise.model.facts import Facts
from pipwise.model.intent import Intent, Requirement
from pipwise.model.known import Known
from pipwise.system.look import Look

_MOST = 50
"""Of more names than that nobody wants a decision for each; they are decided about together."""


def with_names(situation: Situation, look: Look | None) -> Situation:
    """The situation with what is known of its names. The machine is asked only where its answer could change the decision."""
    facts = situation.facts
    wanted = names_wanted(facts, situation.intent)
    if not wanted or (look is None and facts.names):
        return situation
    described = situation._replace(facts=facts._replace(names=names_at(where_described(facts), wanted)))
    if look is None or not turns_on_packages(described):
        return described
    from pipwise.facts.names import look_up_names

    asked = look_up_names(look, wanted, facts.target, facts.host)
    return situation._replace(facts=facts._replace(names=asked))


def names_wanted(facts: Facts, intent: Intent) -> tuple[Requirement, ...]:
    """The requirements that are names, and the name of the project that is installed from its files."""
    if intent.purpose != "install":
        return ()
    found = [one for one in intent.requirements if one.kind == "named"]
    project = facts.project.value if isinstance(facts.project, Known) else None
    if project and project.name and len(found) < len(intent.requirements) + len(intent.requirement_files):
        found.append(read_requirement(project.name))
    return tuple(found) if len(found) <= _MOST else ()
