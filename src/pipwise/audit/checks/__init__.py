"""The checks of an audit, one file each, in the order in which they are reported."""

from __future__ import annotations

from collections.abc import Iterator

from pipwise.audit.checks import (
    commands,
    environments,
    files,
    foreign,
    leftover,
    marker,
    metadata,
    override,
    permissions,
    pth,
    shadowing,
)
from pipwise.audit.damage import Damage
from pipwise.audit.survey import Survey
from pipwise.model.value import Protocol


class Check(Protocol):
    """One check: a module."""

    @property
    def CODE(self) -> str:  # noqa: N802 - a module's constant
        """Stable code of what it reports."""

    @property
    def SUMMARY(self) -> str:  # noqa: N802
        """What it finds, in a few words."""

    def check(self, survey: Survey) -> Iterator[Damage]:
        """Everything that it finds."""


CHECKS: tuple[Check, ...] = (
    shadowing,
    files,
    marker,
    permissions,
    override,
    commands,
    pth,
    metadata,
    environments,
    leftover,
    foreign,
)
