"""Where a request belongs: the questions and their answers, every way out weighed, and the one that is chosen."""

from __future__ import annotations

from pipwise.model.applications import Applications
from pipwise.model.facts import Facts
from pipwise.model.intent import Intent
from pipwise.model.known import Unknown
from pipwise.model.lives import Lives
from pipwise.model.outcome import Evidence, Outcome
from pipwise.model.policy import Policy
from pipwise.model.value import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from pipwise.model.preview import Preview

Verdict = Literal["recommended", "possible", "discouraged", "refused", "impossible"]


class Wishes(NamedTuple):
    """What the caller asked of pipwise itself, beside the tool's own arguments."""

    via: str = ""
    env: str = ""
    python: str = ""
    yes: bool = False
    policy: Policy = Policy()
    offline: bool = False
    """The index is not asked what kind of thing a project is."""
    profile: bool = False
    """The shell's profile may get a line that puts the commands of applications on PATH."""
    script: str = ""
    """The one script that it is for (``--for``)."""


class Directories(NamedTuple):
    """Where pipwise's own things go for this caller."""

    environments: str
    """Holds the personal environments."""
    state: str
    """Holds the journal; '' where none is kept (image builds)."""
    cache: str
    tools: str = ""
    """Holds what pipwise brings up for itself: a pipx."""


class Situation(NamedTuple):
    """Everything that a decision may stand on."""

    facts: Facts
    intent: Intent
    outcome: Outcome
    wishes: Wishes
    directories: Directories
    seen: tuple[Seen, ...] = ()
    base: str = ""
    """The Python for new environments where the command itself leads to none (no such program, uv without a venv)."""
    applications: Applications | None = None
    """What keeps applications apart here; None where nobody has looked, since nothing asked for it."""
    lives: tuple[Lives, ...] | None = None
    """Where what is to be uninstalled is installed; None where nobody has looked."""
    preview: Preview | Unknown | None = None
    """What the command would change, file by file; None where nobody has looked ahead."""
    sees_system: bool = False
    """A part of the request comes from the operating system: a new environment has to see what that has."""


class Seen(NamedTuple):
    """An environment that the request could go into, looked at before deciding."""

    role: Literal["asked", "consumer", "active", "project", "plain", "personal", "image"]
    """``consumer``: the environment of what will import it, where that has one."""
    root: str
    state: Literal["absent", "works", "broken", "not-mine", "not-a-venv", "unknown"]
    why: str = ""
    python: str = ""
    """Version of its interpreter, or ''."""
    satisfied: tuple[str, ...] = ()
    """Texts of the requirements that it already has in a fitting version."""
    has_pip: bool = False


class Answered(NamedTuple):
    """One question with its answer here, and the fact that it stands on."""

    question: str
    answer: str
    text: str
    evidence: Evidence


class Reason(NamedTuple):
    """Why a way out is taken or not: ``code`` is question + answer."""

    code: str
    text: str
    fact: Evidence


class Command(NamedTuple):
    """One command as an argument vector, and as text that can be pasted into a shell."""

    argv: tuple[str, ...]
    cwd: str | None
    needs: tuple[str, ...]
    """What has to be there for it: ``root``, ``network`` …"""
    display: tuple[tuple[str, str], ...]


class Weighed(NamedTuple):
    """One way out with its verdict here."""

    option: str
    verdict: Verdict
    risk: int
    """0 (nothing can break) to 6 (removing the marker)."""
    reasons: tuple[Reason, ...]
    commands: tuple[Command, ...] = ()


class Goal(NamedTuple):
    """The environment that a chosen option acts on."""

    root: str
    role: str
    base: str
    """Interpreter that a new environment is made with, or '' for an existing one."""
    engine: Literal["pip", "uv"]
    engine_path: str
    """The uv that is used, or ''."""
    sees_system: bool = False
    """Made with ``--system-site-packages``, since a part of the request comes from the operating system."""


class Decision(NamedTuple):
    """The chosen way out, the rejected ones, and how it was come to."""

    chosen: str
    assignments: tuple[tuple[str, str], ...]
    """(requirement, option), since one request may have a mixed answer. Where they differ, ``chosen`` is the option of the
    larger part that cannot be split off, and each option's commands are those of its own requirements."""
    options: tuple[Weighed, ...]
    flow: tuple[Answered, ...]
    goal: Goal | None
    ask: str
    """Why somebody has to be asked first, or ''."""

    @property
    def is_split(self) -> bool:
        """Whether different requirements go different ways."""
        return len({option for _, option in self.assignments}) > 1
