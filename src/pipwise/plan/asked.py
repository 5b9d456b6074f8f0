"""What was asked for, by name."""

from __future__ import annotations

from pipwise.facts.distributions import normalise
from pipwise.model.decision import Situation


def projects(situation: Situation) -> tuple[str, ...]:
    """Normalised project names that have to be there afterwards."""
    return tuple(
        dict.fromkeys(
            normalise(requirement.name) for requirement in situation.intent.requirements if requirement.name
        )
    )
