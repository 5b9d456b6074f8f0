"""What a source hands on: the events of a file, and what of it could not be read."""

from __future__ import annotations

from pipwise.lint.events import Event
from pipwise.model.value import NamedTuple


class Problem(NamedTuple):
    """A part of a file that was not understood; what stands around it was."""

    offset: int
    why: str


class Reading(NamedTuple):
    """The events of a file in the order in which they happen."""

    events: tuple[Event, ...]
    problems: tuple[Problem, ...] = ()


class NotAnalysed(Exception):
    """Nothing of the file can be read; carries why, in words for people."""
