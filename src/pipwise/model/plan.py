"""What will be changed: a closed union of few kinds of step, each of which says what it expects and how it is undone."""

from __future__ import annotations

from pipwise.model.value import Literal, NamedTuple


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


class RemoveFiles(NamedTuple):
    """Take single files away, and the directories that they leave empty. Undone by putting back those that were kept."""

    paths: tuple[str, ...]
    keep: str
    """A directory of the step's own that holds them from then on."""
    within: tuple[str, ...]
    """Directories below which those that are left empty go as well; these themselves stay."""
    purpose: str = "remove"


class RunTool(NamedTuple):
    """Run an installer that changes the named trees, and nothing else. Undone by putting these trees back as they were."""

    argv: tuple[str, ...]
    changes: tuple[str, ...]
    cwd: str | None
    variables: tuple[tuple[str, str | None], ...]
    """Environment variables set or, with None, removed."""
    purpose: str
    """A few words for people: ``make the environment``."""
    heard: str = ""
    """Who is listened to, so that a failure can be explained (pip, uv-pip, pipx, uv); '' for a tool that speaks for itself."""
    keep: str = ""
    """A directory of the step's own, on the same file system, that holds what is replaced; '' for one inside each place."""


class Divert(NamedTuple):
    """Have dpkg keep a file somewhere else, also in later versions of its package, or (``back``) in its own place again.

    Undone by the opposite (dpkg-divert(1)).
    """

    path: str
    to: str
    back: bool
    become: tuple[str, ...] = ()
    """What makes root of the caller for that one command: ``sudo``, or nothing."""


class Kept(NamedTuple):
    """One application, to be proved: what is in its environment, and that its command starts."""

    project: str
    """What was put there; '' where only the build tells its name."""
    root: str
    """Its environment; where the name is not known, the directory that will hold it."""
    bin: str
    """The directory that has its commands."""


class ChangePackages(NamedTuple):
    """Have a package manager change the operating system. Undone by the manager: what came new goes, what went comes back."""

    manager: str
    action: Literal["install", "remove", "refresh"]
    packages: tuple[str, ...]
    become: tuple[str, ...] = ()
    """Words before each command by which it is root's: ``sudo``; empty where none are needed."""
    place: str = ""
    """conda's environment; '' for managers that have the whole machine."""
    wanted: tuple[tuple[str, str, str], ...] = ()
    """(package, project, specifier) of what was asked for, those that are there already included; project '' for others."""
    python: str = ""
    """The interpreter that is to import it."""


Step = MakeDirectory | WriteFile | EditFile | Move | Remove | RemoveFiles | RunTool | Divert | ChangePackages


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
    kept: tuple[Kept, ...] = ()
    """Applications that are made or changed."""
    place: str = ""
    """The project or the script that is changed, where it is no environment."""
    python: str = ""
    """The interpreter that has to import it, where that is not the environment's own."""
    sites: tuple[str, ...] = ()
    """Its site directories that are installed into."""


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
    """Those that were imported; where one could not be, that one first."""
    imported: Literal["yes", "no", "not-tried", "timeout"]
    detail: str = ""
    command: str = ""
    """An application's command that was started to see whether it does; '' for others."""
    ran: Literal["yes", "no", "not-tried", "timeout"] = "not-tried"
    said: str = ""
    """What it said, in a line."""
    found: str = ""
    """What that word means on PATH, where that is something else; '' where it is the application's."""
    package: str = ""
    """The OS package that brought it, with its version and its manager; '' for what an installer of Python's brought."""
