"""One attempt at an installation: what was asked, and what was decided from a look at the machine as it is now."""

from __future__ import annotations

from collections.abc import Callable

from pipwise.cli.words import Own
from pipwise.model.decision import Decision, Situation
from pipwise.model.plan import Plan
from pipwise.model.value import NamedTuple
from pipwise.system.hands import Hands
from pipwise.system.look import Look


class Task(NamedTuple):
    """An attempt."""

    own: Own
    words: tuple[str, ...]
    look: Look
    hands: Hands
    situation: Situation
    decision: Decision
    plan: Plan
    agreed: Callable[[], None] | None = None
    """Holds it against the plan that was reviewed, where ``apply`` carries one out. Raises ``WorldChanged``."""
