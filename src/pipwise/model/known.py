"""What is known, from where, and what is not: every fact is one or the other."""

from __future__ import annotations

from pipwise.model.value import Generic, Literal, NamedTuple, TypeVar

T = TypeVar("T")


class Source(NamedTuple):
    """Where a fact was read: shown to people as evidence."""

    kind: Literal["live", "log", "file", "catalogue", "given"]
    where: str


class Known(NamedTuple, Generic[T]):
    """A fact with the place that it was read from."""

    value: T
    source: Source


class Unknown(NamedTuple):
    """A fact that could not be had, and why; never the same as "not there"."""

    why: str


Fact = Known[T] | Unknown
