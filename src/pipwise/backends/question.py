"""A question to a package manager as a value: the words to run, and how to read what it says."""

from __future__ import annotations

from pipwise.model.known import Unknown
from pipwise.model.value import Callable, Generic, NamedTuple, TypeVar
from pipwise.system.look import Answer

T = TypeVar("T")


class Question(NamedTuple, Generic[T]):
    """Something to run that only answers, in a language that can be read (LC_ALL=C)."""

    argv: tuple[str, ...]
    read: Callable[[Answer], T | Unknown]
    """Reads the answer of a process that ran; Unknown where it says that it could not look."""
    environment: tuple[tuple[str, str], ...] = ()
    """Variables beside LC_ALL=C."""
    timeout: float = 20.0


class Lists(NamedTuple):
    """Where a manager keeps what it has downloaded about packages: a directory, and how the names in it begin or end."""

    directory: str
    part: str


class Order(NamedTuple):
    """A command that changes the system, to be shown or run as it stands."""

    argv: tuple[str, ...]
    root: bool
    """Whether it wants to be run as root."""
    note: str = ""
    """What else has to be done for it to count, such as starting anew."""
    environment: tuple[tuple[str, str], ...] = ()
    """Variables that it is run with."""


class Held(NamedTuple):
    """A Python project that a package says it holds."""

    project: str
    """As the manager spells it."""
    version: str = ""
    """The project's own version where the manager tells it, as the manager spells it."""
    of: str = ""
    """The package's version that this is true of, where that may be another than the candidate; '' for the candidate."""


class Offer(NamedTuple):
    """One package as a manager's lists have it."""

    package: str
    version: str
    """The candidate as the manager spells it, '' where it has none to install."""
    installed: str | None = ""
    """The installed version, '' where it is not installed, None where this question does not tell."""
    holds: tuple[Held, ...] = ()
    """Empty where the manager does not tell, or the package does not say."""
    where: str = ""
    """The repository, or the path that told it."""


Offers = tuple[Offer, ...]
Owned = tuple[tuple[str, str], ...]
"""(path, the package that owns it) of those paths that a package owns."""


def lines_of(answer: Answer) -> list[str]:
    """The lines of what was said, as text."""
    return answer.stdout.decode("utf-8", "surrogateescape").splitlines()


def said(answer: Answer) -> str:
    """The last line of a complaint, to be told as the reason of an Unknown."""
    text = answer.stderr.decode("utf-8", "surrogateescape").strip().splitlines()
    return text[-1] if text else f"exit status {answer.status}"
