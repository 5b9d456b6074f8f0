"""What a package manager would do, and what it has installed, as values."""

from __future__ import annotations

from pipwise.model.value import Literal, NamedTuple

Mark = Literal["manual", "auto", "settings", "broken", ""]
"""Asked for, or come as a dependency; only its settings are left; not wholly installed; '' where the manager does not tell."""


class Installed(NamedTuple):
    """One package of the manager's database."""

    package: str
    version: str
    mark: Mark = ""


class Transaction(NamedTuple):
    """What would change: packages that would be there in a version, and those that would not be there any more."""

    there: tuple[tuple[str, str], ...] = ()
    """(package, version), whether it is new or replaces another version."""
    gone: tuple[str, ...] = ()
