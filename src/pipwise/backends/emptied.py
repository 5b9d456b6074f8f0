"""Packages that say of themselves that nothing is in them: dummies that only bring another package, for upgrades.

Debian's Developer's Reference § 6.7.7: their description tells that they are transitional, and may be removed.
"""

from __future__ import annotations

from pipwise.backends.question import Question, lines_of, said
from pipwise.model.known import Unknown
from pipwise.system.look import Answer

_MANAGERS = ("apt", "termux")
_SAYS_SO = r"(?i)\b(?:dummy|transition(?:al)?)\b[^()]*\bpackage\b|\bempty (?:dummy )?package\b"


def emptied(manager: str, packages: tuple[str, ...]) -> tuple[Question[tuple[str, ...]], ...]:
    """Which of these packages have nothing in them. Empty: not to be asked."""
    if manager not in _MANAGERS or not packages:
        return ()
    return (Question(("apt-cache", "show", "--no-all-versions", *packages), _read),)


def says_it_is_empty(description: str) -> bool:
    """Whether the first line of a package's description says that it is a dummy."""
    import re

    return re.search(_SAYS_SO, description) is not None


def _read(answer: Answer) -> tuple[str, ...] | Unknown:
    if answer.status not in (0, 100):  # 100: one of them has no record of its own
        return Unknown(said(answer))
    found: list[str] = []
    package = ""
    for line in lines_of(answer):
        key, _, value = line.partition(": ")
        if key == "Package":
            package = value
        elif key.partition("-")[0] == "Description" and says_it_is_empty(value):
            found.append(package)
    return tuple(dict.fromkeys(found))
