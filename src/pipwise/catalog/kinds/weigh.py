"""What a wheel adds to what is known of a project from outside."""

from __future__ import annotations

from pipwise.catalog.kinds.record import Formula
from pipwise.catalog.kinds.spelling import sounds_same
from pipwise.catalog.kinds.table import Entry
from pipwise.catalog.kinds.wheel import Wheel
from pipwise.catalog.kinds.words import level, says_library

_TOPIC = "Topic :: Software Development :: Libraries"


def with_wheel(project: str, entry: Entry, wheel: Wheel) -> Entry:
    """The entry as the wheel completes and corrects it: its commands and classifiers are certain."""
    record = entry.record._replace(
        scripts="some" if wheel.scripts else "none",
        same=sounds_same(project, wheel.scripts),
        formula=_formula(entry, wheel),
        console="Environment :: Console" in wheel.classifiers,
        topic=any(one.startswith(_TOPIC) for one in wheel.classifiers),
    )
    # The table has heard Debian's synopsis as well.
    if wheel.summary and record.packaged == "unknown":
        record = record._replace(words=level(wheel.summary), library=says_library(wheel.summary))
    return entry._replace(record=record, commands=wheel.scripts or entry.commands)


def _formula(entry: Entry, wheel: Wheel) -> Formula:
    """A namesake among the formulae is the project itself if it brings the wheel's commands, else it is other software."""
    if entry.record.formula != "namesake":
        return entry.record.formula
    return "none" if set(entry.commands).isdisjoint(wheel.scripts) else "same-commands"
