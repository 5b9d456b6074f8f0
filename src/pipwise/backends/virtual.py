"""Names that no package has but some package provides: python3-types-requests is in Debian's python3-typeshed.

Only one that is provided in a version says what it holds (Debian Policy § 7.5: a name without one satisfies no version);
one without stands for a package that is gone, or for a choice of several.
"""

from __future__ import annotations

from pipwise.backends.question import Held, Offer, Offers, Question, lines_of, said
from pipwise.model.known import Unknown
from pipwise.system.look import Answer

_MANAGERS = ("apt", "termux")
"""Those that list a virtual name without its provider; the others resolve it where they are asked for candidates."""
_PROVIDER = r"(\S+) (\S+) \(= (\S+)\)"


def providers(manager: str, names: tuple[str, ...]) -> tuple[Question[Offers], ...]:
    """Which packages provide these names in a version: each holds the name as it was asked for. Empty: not to be asked."""
    if manager not in _MANAGERS or not names:
        return ()
    return (Question(("apt-cache", "showpkg", *names), _read),)


def _read(answer: Answer) -> Offers | Unknown:
    if answer.status:
        return Unknown(said(answer))
    from re import match

    found: dict[str, Offer] = {}
    name, part = "", ""
    for line in lines_of(answer):
        key, colon, value = line.partition(": ")
        if colon and not line.startswith(" ") and "(" not in line:
            name, part = value if key == "Package" else name, key
        elif part == "Reverse Provides" and (provided := match(_PROVIDER, line)):
            package, version = provided[1].partition(":")[0], provided[3]
            found.setdefault(name, Offer(package, "", None, (Held(name, version),)))
    return tuple(found.values())
