"""Everything that the checks of an audit stand on, looked at once."""

from __future__ import annotations

from pipwise.audit.installed import Installed, installed_in
from pipwise.audit.packages import read_packages
from pipwise.audit.packages.owned import Owned
from pipwise.audit.pythons import Account, OsPython, accounts, os_pythons
from pipwise.facts.glance import text
from pipwise.model.value import NamedTuple
from pipwise.system.look import Look


class Survey(NamedTuple):
    """One machine, or the root filesystem of one."""

    look: Look
    owned: Owned
    people: tuple[Account, ...]
    pythons: tuple[OsPython, ...]
    installed: dict[tuple[int, int], tuple[Installed, ...]]
    """By the version of the Python, in the order in which it imports."""
    thorough: bool = False
    """Whether every file of Python's is read, also those that cannot have changed since they were unpacked."""

    def foreign(self) -> tuple[Installed, ...]:
        """Distributions that no OS package owns, each once."""
        found = {one.metadata: one for each in self.installed.values() for one in each if not one.package}
        return tuple(found.values())


def survey(look: Look, *, thorough: bool = False) -> Survey:
    """Look at a machine: it is only read, and nothing of it is run (but rpm's own database, which rpm reads)."""
    owned = read_packages(look)
    people = accounts(look, text(look, "/etc/passwd", 4_000_000))
    pythons = os_pythons(look, people)
    return Survey(
        look,
        owned,
        people,
        pythons,
        {python.version: installed_in(look, python, owned) for python in pythons},
        thorough,
    )
