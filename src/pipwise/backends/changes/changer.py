"""What a module of this package offers: one package manager that pipwise works by itself."""

from __future__ import annotations

from pipwise.backends.changes.transaction import Installed, Transaction
from pipwise.backends.question import Order, Question
from pipwise.model.value import Protocol


class Changer(Protocol):
    """One package manager. ``place`` is conda's environment, '' for those that have the whole machine."""

    @property
    def TELLS_ANYBODY(self) -> bool:  # noqa: N802 - a module's constant
        """Whether it tells an ordinary user what it would do; the others only tell root."""

    @property
    def KNOWS_ALL(self) -> bool:  # noqa: N802
        """Whether its database knows of a package that was only begun with: the others have to bring it to its end first."""

    def would_install(self, packages: tuple[str, ...], place: str) -> Question[Transaction]:
        """What an installation would change."""

    def install(self, packages: tuple[str, ...], place: str) -> Order:
        """Install without asking, and without removing anything; only run where a person has agreed."""

    def would_remove(self, packages: tuple[str, ...], place: str) -> Question[Transaction] | None:
        """What a removal would change; None where it cannot be asked, and the manager itself refuses what others need."""

    def remove(self, packages: tuple[str, ...], place: str, keep: tuple[str, ...] = ()) -> tuple[Order, ...]:
        """Remove exactly these without asking, with the settings of all but ``keep``."""

    def state(self, place: str) -> tuple[Question[tuple[Installed, ...]], ...]:
        """Everything that is installed; later answers say more of the same packages."""

    def mark(self, packages: tuple[str, ...], *, auto: bool) -> Order | None:
        """Mark packages as asked for or as dependencies; None where the manager has no such word."""

    def mend(self, packages: tuple[str, ...], place: str) -> tuple[Order, ...]:
        """What brings the database and the files into a state that can be removed from, after a kill."""

    def remove_broken(self, packages: tuple[str, ...], place: str) -> tuple[Order, ...]:
        """Remove packages whose installation was killed, after ``mend``."""


def no_mark(packages: tuple[str, ...], *, auto: bool) -> Order | None:
    """``mark`` of a manager whose marks go with the packages."""
    return None
