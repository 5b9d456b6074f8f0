"""dpkg's diversions: files that an administrator has told dpkg to put somewhere else (dpkg-divert(1))."""

from __future__ import annotations

from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.model.value import NamedTuple
from pipwise.system.look import Look

DATABASE = "/var/lib/dpkg/diversions"


class Diversion(NamedTuple):
    """One file and where dpkg puts it instead."""

    path: str
    to: str
    package: str
    """The package that diverts it; ``:`` for the administrator."""


def diversion_of(look: Look, path: str) -> Fact[Diversion | None]:
    """The diversion of a path; ``Known(None)`` where there is none, or no dpkg."""
    source = Source("live", DATABASE)
    try:
        lines = look.read(DATABASE).decode("utf-8", "surrogateescape").splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return Known(None, source)
    except OSError as error:
        return Unknown(f"{DATABASE}: {error.strerror}")
    rows = (Diversion(*lines[at : at + 3]) for at in range(0, len(lines) - 2, 3))
    return Known(next((one for one in rows if one.path == path), None), source)
