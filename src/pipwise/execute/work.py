"""What a kind of step is given to act with, and what each kind has to offer."""

from __future__ import annotations

from pipwise.errors import WorldChanged
from pipwise.execute.journal import Journal, RunRecord, StepRecord, Turn
from pipwise.model.plan import Plan
from pipwise.model.value import NamedTuple, Protocol, TypeVar
from pipwise.system.hands import Hands
from pipwise.system.look import Look

S_contra = TypeVar("S_contra", contravariant=True)


class Run(NamedTuple):
    """What is needed to carry out a plan."""

    look: Look
    hands: Hands
    journal: Journal
    argv: tuple[str, ...]
    digest: str
    started: str
    made: tuple[str, ...] = ()
    """Directories that were made for the journal, where it stands inside the environment; they are the run's own."""
    data: bool = False
    """Whether what the tool prints was asked for as data, and goes to standard output."""


class Work(NamedTuple):
    """A run that is under way."""

    run: Run
    plan: Plan
    record: RunRecord


class Taking(NamedTuple):
    """A run that is being taken back."""

    look: Look
    hands: Hands
    run: RunRecord
    force: bool = False
    """Whether what has been changed since is taken back all the same."""
    at_once: bool = False
    """Whether the run has only just failed, so that nobody else can have changed anything since."""
    steps: tuple[StepRecord, ...] = ()
    """All of the run's that began: whoever was interrupted while taking back has taken some of them back already."""


class Kind(Protocol[S_contra]):
    """One kind of step: a module."""

    def inverse(self, step: S_contra, plan: Plan) -> str:
        """How it is taken back, in a few words; said before it runs."""

    def expect(self, work: Work, step: S_contra) -> object:
        """What it finds, looked at before the journal says that it begins. Raises ``WorldChanged`` or ``OSError``."""

    def act(self, work: Work, turn: Turn, step: S_contra) -> object:
        """Do a step that the journal knows; what it left."""

    def take_back(self, taking: Taking, step: StepRecord) -> list[str]:
        """Take it back as far as it is still as it was left; what is not, as lines for people. It can be done again."""


class PlaceTaken(WorldChanged):
    """Something stands where the plan expected nothing: the step has made nothing, and what is there is somebody else's.

    A new plan may do.
    """
