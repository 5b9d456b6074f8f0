"""What a guard is: something that keeps pip from being asked for what it will refuse, kept in one file."""

from __future__ import annotations

from collections.abc import Callable

from pipwise.errors import PipwiseError
from pipwise.model.value import NamedTuple

Text = str | None
"""The content of a file, or None where there is none."""


class CannotEdit(PipwiseError):
    """A file cannot be changed without the risk of changing more than is meant: its owner has to do it."""


class Guard(NamedTuple):
    """One guard. Its functions are pure: text in, text out."""

    name: str
    summary: str
    effects: tuple[str, ...]
    """What it does to whom, said before it is set up."""
    file: str
    """What its file is called, for people."""
    put_in: Callable[[Text, str], str]
    """(content, how pipwise is called) → content with the guard. Raises ``CannotEdit``."""
    take_out: Callable[[str], Text]
    """Content → content without it, as it was before."""
    is_in: Callable[[str], bool]
    """Whether the guard, in whatever version, stands in a content."""
