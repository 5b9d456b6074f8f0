"""What speaks for an application, what against it, and how much: the one table of weights."""

from __future__ import annotations

from pipwise.catalog.kinds.record import Record
from pipwise.model.value import Iterator

Signal = tuple[str, int]

APPLICATION = 4
"""From here on it is an application."""
LIBRARY = 0
"""Up to here it is a library; what lies between is both."""

PACKAGED: dict[str, Signal] = {
    "program": ("Debian ships its command in a package of its own, among programs", 3),
    "python-program": ("Debian ships its command in a package of its own, in section python", 2),
    "named-beside": (
        "Debian ships a command called like it beside the library, in a package called like it",
        2,
    ),
    "beside": ("Debian ships its command beside the library", 1),
    "inside": ("Debian ships its command inside the library's package", 0),
    "entry-points": ("Debian's package has entry points and no command", -1),
    "no-command": ("Debian's package has no command", -3),
}
FORMULA: dict[str, Signal] = {
    "same-commands": ("Homebrew has a formula with its commands", 2),
    "namesake": ("Homebrew has a formula with this name and command", 1),
}
DEPENDENTS: dict[int, Signal] = {
    3: ("three or more projects depend on it", -1),
    10: ("ten or more projects depend on it", -3),
}
WORDS: dict[int, Signal] = {
    -1: ("its summary sounds like a library's", -1),
    1: ("its summary sounds like a program's", 1),
    2: ("its summary sounds very much like a program's", 2),
}
SCRIPTS: dict[str, Signal] = {"none": ("its wheel has no command", -5)}
SAME: Signal = ("a command is called like it", 1)
CONSOLE: Signal = ("classifier Environment :: Console", 1)
TOPIC: Signal = ("classifier Topic :: Software Development :: Libraries", -1)
CALLED: Signal = ("its summary calls it a library", 0)
"""Weighs nothing and forbids something: what calls itself a library is never called an application."""
WANTED: Signal = ("it is kept for its command, and nothing is known to import it", 0)
"""Weighs nothing and says of what is library and command both for which of them people come."""

NAMED: Signal = ("it is named like a program", 0)
"""The only thing that can be said of what nobody knows; it makes no application of it."""


def signals_of(record: Record) -> tuple[Signal, ...]:
    """Everything in a record that speaks for or against an application, strongest first."""
    return tuple(sorted(_signals(record), key=lambda one: -abs(one[1])))


def _signals(record: Record) -> Iterator[Signal]:
    for found in (
        PACKAGED.get(record.packaged),
        DEPENDENTS.get(record.dependents),
        FORMULA.get(record.formula),
        SCRIPTS.get(record.scripts),
        WORDS.get(record.words),
    ):
        if found is not None:
            yield found
    for holds, signal in (
        (record.same, SAME),
        (record.console, CONSOLE),
        (record.topic, TOPIC),
        (record.library, CALLED),
    ):
        if holds:
            yield signal
