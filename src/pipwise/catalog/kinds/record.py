"""What is known of a project from outside: the type of a row of the shipped table, and how a row is written."""

from __future__ import annotations

from pipwise.model.value import Literal, NamedTuple, choices_of

Packaged = Literal[
    "unknown", "program", "python-program", "named-beside", "beside", "inside", "entry-points", "no-command"
]
Formula = Literal["none", "namesake", "same-commands"]
Scripts = Literal["unknown", "none", "some"]


class Record(NamedTuple):
    """What packagers and the project's own wheel say of it."""

    packaged: Packaged = "unknown"
    """Where Debian ships its commands: in a package of its own that is no ``python3-*`` (``python-program`` where that stands
    in section python), in a sibling (``named-beside``: package and command called like the project), inside its
    ``python3-*``, or nowhere."""
    dependents: Literal[0, 3, 10] = 0
    """At least so many others depend on it; what plugs into it does not count."""
    formula: Formula = "none"
    """A formula of Homebrew's that has some of its commands, or one that has only the name (and that command)."""
    scripts: Scripts = "unknown"
    """Whether its wheel has commands."""
    same: bool = False
    """A command is called like the project."""
    words: int = 0
    """What its summary sounds like: -1 a library … 2 very much a program."""
    library: bool = False
    """Its summary calls it a library, a binding, an SDK."""
    console: bool = False
    """Its classifiers have ``Environment :: Console``."""
    topic: bool = False
    """Its classifiers have ``Topic :: Software Development :: Libraries``."""


_COLUMNS: tuple[tuple[str, tuple[object, ...], str], ...] = (
    ("packaged", choices_of(Packaged), "?opbsien"),
    ("dependents", (0, 3, 10), "039"),
    ("formula", choices_of(Formula), "-~="),
    ("scripts", choices_of(Scripts), "?ny"),
    ("same", (False, True), "-s"),
    ("words", (-1, 0, 1, 2), "-012"),
    ("library", (False, True), "-l"),
    ("console", (False, True), "-c"),
    ("topic", (False, True), "-t"),
)


def encode(record: Record) -> str:
    """The row's nine letters."""
    return "".join(
        letters[values.index(value)] for value, (_, values, letters) in zip(record, _COLUMNS, strict=True)
    )


def decode(letters: str) -> Record:
    """The row behind nine letters; ValueError where they are none."""
    return Record(
        *(values[known.index(letter)] for letter, (_, values, known) in zip(letters, _COLUMNS, strict=True))  # type: ignore[arg-type]
    )
