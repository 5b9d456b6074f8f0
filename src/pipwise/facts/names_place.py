"""The place of a machine in the tables of names."""

from __future__ import annotations

from pipwise.catalog.names import Where
from pipwise.model.host import Host
from pipwise.model.interpreter import Environment
from pipwise.model.known import Fact, Known, Unknown

# Whose Python has its packages from a manager of its own; every other Python has none, and the machine's is asked.
OWN = ("os", "homebrew", "conda")
# As the tables of names call them.
_IN_TABLES = {"portage": "emerge", "rpm-ostree": "dnf"}


def where_of(manager: str, host: Host, python: str) -> Where:
    """The place in the tables of names that a machine has."""
    release = host.os.value if isinstance(host.os, Known) else None
    name = _IN_TABLES.get(manager, manager)
    if release is None:
        return Where(name)
    # Raspberry Pi OS of 64 bits calls itself Debian, and has an archive beside Debian's.
    distribution = "raspbian" if "raspbian" in release.like else release.id
    return Where(name, distribution, release.version, release.codename, python)


def python_of(target: Fact[Environment]) -> str:
    """``3.12`` of a Python whose packages come from a manager; '' for any other, where the manager's own is meant."""
    if isinstance(target, Unknown) or isinstance(target.value.owner, Unknown):
        return ""
    version = target.value.interpreter.version
    return f"{version[0]}.{version[1]}" if target.value.owner.value.kind in OWN else ""
