"""What a look at the whole machine brings together: all Pythons, each with what pip would do there."""

from __future__ import annotations

from pipwise.facts.inventory import Listed
from pipwise.model.facts import Facts
from pipwise.model.interpreter import Environment
from pipwise.model.known import Fact
from pipwise.model.outcome import Outcome
from pipwise.model.value import NamedTuple


class Examined(NamedTuple):
    """One Python that was looked at."""

    listed: Listed
    environment: Fact[Environment]
    outcome: Outcome | None
    """What ``pip install`` of something does with it; None where it could not be asked."""
    called: tuple[str, ...] = ()
    """The words that run it here: python3, pip …"""


class Checkup(NamedTuple):
    """Everything."""

    facts: Facts
    """As probed for a plain ``pip install`` here."""
    outcome: Outcome
    examined: tuple[Examined, ...]
    """Most important first."""
    active: str
    """Root of the environment whose Python is first on PATH, or ''."""
