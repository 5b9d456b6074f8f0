"""What a wheel says of its project: read from the index, or from a file."""

from __future__ import annotations

from pipwise.model.value import NamedTuple


class Wheel(NamedTuple):
    """The part of a wheel that tells an application from a library."""

    filename: str
    scripts: tuple[str, ...] = ()
    """Commands: console and GUI entry points, and the files of ``*.data/scripts``."""
    groups: tuple[str, ...] = ()
    """The other entry-point groups that it fills."""
    modules: tuple[str, ...] = ()
    """Import names at the top of it."""
    summary: str = ""
    classifiers: tuple[str, ...] = ()
