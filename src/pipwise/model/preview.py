"""What an installation will change, file by file, as it is known before anything runs."""

from __future__ import annotations

from pipwise.model.value import Literal, NamedTuple


class Incoming(NamedTuple):
    """A distribution that the installer has resolved and will install."""

    name: str
    """As its metadata spells it."""
    version: str
    url: str
    digest: str
    """sha256 of the file, or ''."""
    requested: bool
    direct: bool
    """Whether it was asked for by URL or path (PEP 610)."""


class Contents(NamedTuple):
    """What a wheel holds (binary distribution format)."""

    files: tuple[str, ...]
    """Its members, without directories."""
    commands: tuple[str, ...]
    """Console and GUI entry points: the installer writes a script for each."""
    pure: bool
    """Root-Is-Purelib."""


class Arrival(NamedTuple):
    """A distribution with every file that it puts on the disk, bytecode left out."""

    name: str
    version: str
    directory: str
    files: tuple[str, ...]


class Shadow(NamedTuple):
    """Something that is still there afterwards, and is not what is found any more."""

    kind: Literal["module", "program", "distribution"]
    name: str
    by: str
    hides: str
    package: str = ""
    """The OS package that brought what is hidden, or ''."""


class Deletion(NamedTuple):
    """An installed distribution whose files the installer removes first."""

    name: str
    version: str
    location: str
    files: tuple[str, ...]
    packages: tuple[str, ...] = ()
    """OS packages that own them."""
    lost: tuple[str, ...] = ()
    """Names that were imported from there, and that nothing provides any more."""


class Replacement(NamedTuple):
    """A file that is there and is overwritten."""

    path: str
    by: str
    """The arriving distribution."""
    package: str = ""


class Failure(NamedTuple):
    """Why the installer will stop half-way."""

    code: str
    name: str
    version: str
    text: str
    package: str = ""


class Dependents(NamedTuple):
    """Installed OS packages that depend on one whose files are shadowed, deleted or replaced."""

    package: str
    needed_by: tuple[str, ...]


class Endangered(NamedTuple):
    """A declared requirement of an OS package's distribution that would not hold any more."""

    package: str
    project: str
    version: str
    requirement: str
    """As it declares it (core metadata, Requires-Dist)."""
    comes: str
    """The version that would be imported instead."""
    users: tuple[str, ...]
    """Installed OS packages that need that package, be it through others; nearest first."""


class Preview(NamedTuple):
    """All of it."""

    tool: str
    version: str
    vendor: str
    location: str
    """Where that installer itself stands."""
    directory: str
    """Where pure-Python distributions go."""
    user: bool
    """Whether that is the caller's own site directory."""
    system: bool
    """Whether the operating system owns the Python."""
    arrivals: tuple[Arrival, ...]
    shadows: tuple[Shadow, ...]
    deletes: tuple[Deletion, ...]
    replaces: tuple[Replacement, ...]
    fails: tuple[Failure, ...]
    unknown: tuple[str, ...]
    """What could not be found out, and why; with any of these nothing is complete."""
    dependents: tuple[Dependents, ...]
    asked: str
    """The version of the pip that was asked instead, where the one that installs cannot tell (before 22.2); else ''."""
    places: tuple[str, ...]
    """Directories, files and places that are not there yet in which anything is written or removed."""
    endangers: tuple[Endangered, ...] = ()
    """What the operating system's own programs would not get any more as they asked for it."""
