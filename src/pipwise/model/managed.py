"""A project that a manager looks after: where it runs, and every place that it may change."""

from __future__ import annotations

from pipwise.model.value import NamedTuple


class Managed(NamedTuple):
    """What is known of a project's manager before it is put to work."""

    manager: str
    program: str
    """The path of the manager itself."""
    root: str
    """The project, or the member of a workspace that is meant."""
    files: tuple[str, ...]
    """Files and directories of the project that it writes, there or not."""
    environment: str
    """Its environment; ``DIRECTORY/NAME*`` where only the manager knows what it will be called."""
    parent: str = ""
    """A directory that the manager would make for its environments, or ''."""
    problem: str = ""
    """Why it must not be put to work, or ''."""


class Words(NamedTuple):
    """A request in a manager's own words, or why it has none."""

    runs: tuple[tuple[str, ...], ...]
    """Argument vectors without the program, in order."""
    problem: str = ""
    hint: str = ""
