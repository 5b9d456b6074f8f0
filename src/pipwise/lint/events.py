"""What a source makes of a file: events with their places, nested where a shell nests them; the world is folded from these."""

from __future__ import annotations

from pipwise.model.value import Literal, NamedTuple

TURN = "\x1e"
"""Between the words that a variable stands for one after the other."""


class Variable(NamedTuple):
    """``$NAME``, ``${NAME:-default}`` in a word."""

    name: str
    default: str | None = None
    quoted: bool = False
    """Not split into words where its value has spaces."""


class Opaque(NamedTuple):
    """A part of a word that only a run would tell: ``$(…)``, a template's ``{{ … }}``."""

    text: str


Part = str | Variable | Opaque


class Word(NamedTuple):
    """One word of a command, in parts; ``start`` and ``end`` are bytes of the file."""

    parts: tuple[Part, ...]
    start: int
    end: int


class Redirect(NamedTuple):
    """``> file``, ``>> file``, ``< file``, or a here-document with its text."""

    operator: str
    target: Word | None
    text: str = ""
    start: int = 0
    """Where a here-document's text begins in the file."""


class Command(NamedTuple):
    """One simple command of a shell, or one that stands as a list of words."""

    words: tuple[Word, ...]
    start: int
    end: int
    assignments: tuple[tuple[str, Word], ...] = ()
    redirects: tuple[Redirect, ...] = ()
    tolerated: bool = False
    """What comes after runs, or something else runs, if it fails: ``|| …``, a condition, ``!``."""
    swallowed: str = ""
    """What passes its failure over, so that everything goes on as if it had worked: ``|| true`` and the like."""
    module: tuple[tuple[str, str], ...] = ()
    """Facts of a task that is no shell command (Ansible's ``virtualenv`` …), for who made the event."""


class Pipe(NamedTuple):
    """Commands that are joined by ``|``; each has a shell of its own."""

    members: tuple[tuple[Event, ...], ...]


class Branches(NamedTuple):
    """One of several bodies runs, after its test; ``complete`` where one of them always does."""

    tests: tuple[tuple[Event, ...], ...]
    bodies: tuple[tuple[Event, ...], ...]
    complete: bool
    conditions: tuple[tuple[Word, str], ...] = ()
    """For each body, the word that is compared and the text that it is equal to, where it is such a test."""


class Isolated(NamedTuple):
    """A shell of its own, whose variables end with it: ``( … )``, a RUN, a step; files stay."""

    body: tuple[Event, ...]
    shell: str = ""
    """sh, bash … where it is a new one; '' for a subshell."""
    start: int = 0
    end: int = 0
    pipefail: bool = False
    """The shell is started so that a pipe fails where any of its commands does."""
    errexit: bool = False
    """The shell is started so that it ends where a command fails."""
    login: bool = False
    """The shell is a login shell, for which a profile may set PATH anew."""


class Next(NamedTuple):
    """Between two commands of a list (``;``, a line's end): the second runs whatever became of the first."""


class Function(NamedTuple):
    """A shell function; its body runs where it is called."""

    name: str
    body: tuple[Event, ...]


class Machine(NamedTuple):
    """From here on another machine: an image, a runner, or a stage that was named before."""

    image: Word | None
    """None where nothing says which it is."""
    context: str
    """A word of ``--context``: dockerfile, github-actions, script, documentation …"""
    start: int
    end: int
    name: str = ""
    """What later events call it (a stage)."""
    shell: str = "sh"
    user: str = ""


class Assign(NamedTuple):
    """ENV, ARG, ``env:`` …: a variable that the commands after it get."""

    name: str
    value: Word | None
    """None where it is given from outside."""
    start: int
    end: int
    kind: Literal["env", "arg"] = "env"
    each: bool = False
    """A loop's: every word of the value in its turn, and so a word of its own even where it is quoted."""


class Become(NamedTuple):
    """USER: who runs the commands after it."""

    user: Word
    start: int
    end: int


class Directory(NamedTuple):
    """WORKDIR: where the commands after it run."""

    path: Word
    start: int
    end: int


class Copy(NamedTuple):
    """Files that are brought in, from the build's context or from another machine."""

    sources: tuple[Word, ...]
    target: Word
    start: int
    end: int
    origin: Word | None = None
    text: str = ""
    """What the file says, where it stands right here."""


class Uses(NamedTuple):
    """A step that somebody else's action does: ``actions/setup-python`` with its inputs."""

    name: str
    inputs: tuple[tuple[str, Word], ...]
    start: int
    end: int


NEXT = Next()
Event = (
    Next
    | Command
    | Pipe
    | Branches
    | Isolated
    | Function
    | Machine
    | Assign
    | Become
    | Directory
    | Copy
    | Uses
)
