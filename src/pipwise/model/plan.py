"""What will be changed: a closed union of few kinds of step, each of which says what it expects and how it is undone."""

from __future__ import annotations

from typing import Literal, NamedTuple


class MakeDirectory(NamedTuple):
    """Make a directory, and the parents that are missing. Undone by removing those that were made and are empty."""

    path: str
    mode: int = 0o755


class WriteFile(NamedTuple):
    """Write a file that is not there yet. Undone by removing it, if it is still what was written."""

    path: str
    content: str
    mode: int = 0o644


class EditFile(NamedTuple):
    """Replace the content of a file whose digest is known. Undone by putting the old content back."""

    path: str
    content: str
    expects: str
    """sha256 of the content that is replaced."""


class Move(NamedTuple):
    """Rename within one file system. Undone by renaming back."""

    path: str
    to: str


class Remove(NamedTuple):
    """Take a file or a directory tree away: it is set aside first, so undo brings it back."""

    path: str


class RunTool(NamedTuple):
    """Run an installer that changes the named trees, and nothing else. Undone by putting these trees back as they were."""

    argv: tuple[str, ...]
    changes: tuple[str, ...]
    cwd: str | None
    variables: tuple[tuple[str, str | None], ...]
    """Environment variables set or, with None, removed."""
    purpose: str
    """A few words for people: ``make the environment``."""


Step = MakeDirectory | WriteFile | EditFile | Move | Remove | RunTool


class Plan(NamedTuple):
    """Steps in order, and what is to be proved when they are done."""

    option: str
    root: str
    """The environment that is made or changed, or ''."""
    fresh: bool
    """Whether the environment is made by this plan."""
    steps: tuple[Step, ...]
    prove: tuple[str, ...]
    """Normalised project names that have to be there afterwards."""
    proof: str = "environment"
    """How that is proved: a name in ``execute.provers``."""


class Entry(NamedTuple):
    """One path of a tree as it was seen: enough to tell whether it is still the same."""

    kind: Literal["file", "directory", "link"]
    size: int
    mtime_ns: int
    link: str = ""


class Proof(NamedTuple):
    """What was found out after the change about one distribution."""

    project: str
    version: str
    files: int
    """Files of its RECORD that are in place."""
    missing: tuple[str, ...]
    modules: tuple[str, ...]
    imported: Literal["yes", "no", "not-tried", "timeout"]
    detail: str = ""
