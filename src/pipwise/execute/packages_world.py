"""What was installed at one time, as the journal keeps it."""

from __future__ import annotations

from pipwise.backends.changes import Installed
from pipwise.model.value import NamedTuple


class Worlds(NamedTuple):
    """Everything that is installed, and what was about to come."""

    installed: dict[str, Installed]
    expected: tuple[str, ...] = ()


def packed(worlds: Worlds) -> object:
    """As JSON has it."""
    rows = {name: [one.version, one.mark] for name, one in sorted(worlds.installed.items())}
    return {"installed": rows, "expected": list(worlds.expected)}


def unpacked(kept: object) -> Worlds | None:
    """None where the step had not come to look."""
    if not isinstance(kept, dict) or not isinstance(kept.get("installed"), dict):
        return None
    rows = kept["installed"].items()
    installed = {str(name): Installed(str(name), str(row[0]), row[1]) for name, row in rows}
    return Worlds(installed, tuple(str(one) for one in kept.get("expected", ())))


def is_there(one: Installed | None) -> bool:
    """Whether it is more than settings that were left."""
    return one is not None and one.mark != "settings"
