"""What a back end is: a module for one package manager, of values and of functions that build questions and orders."""

from __future__ import annotations

from pipwise.backends.question import Lists, Offers, Order, Owned, Question
from pipwise.backends.upstream import Scheme
from pipwise.model.value import Protocol


class Backend(Protocol):
    """One package manager. Nothing here asks anything: a question is run by who may look."""

    @property
    def SCHEME(self) -> Scheme:  # noqa: N802 - a module's constant
        """How it writes versions."""

    @property
    def LISTS(self) -> tuple[Lists, ...]:  # noqa: N802
        """Where its package lists lie: without one of them nothing is known to be missing. Empty where it needs none."""

    def candidates(self, packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
        """Which of these packages it could install, and in which version. Empty where it has no such question."""

    def exact(self, projects: tuple[str, ...], python: str) -> tuple[Question[Offers], ...]:
        """Which packages say that they hold one of these projects, for that Python (``3.12``); empty: cannot be asked.

        Where an offer does not tell which of them it holds, its candidate does.
        """

    def installed(self, packages: tuple[str, ...]) -> tuple[Question[Offers], ...]:
        """Which of these packages are installed."""

    def owners(self, paths: tuple[str, ...]) -> tuple[Question[Owned], ...]:
        """Which packages brought these paths."""

    def install(self, packages: tuple[str, ...]) -> Order:
        """How they are installed."""

    def remove(self, packages: tuple[str, ...]) -> Order:
        """How they are removed."""

    def refresh(self) -> Order:
        """How its package lists are brought up to date."""


def not_asked(projects: tuple[str, ...], python: str) -> tuple[Question[Offers], ...]:
    """``exact`` of a manager whose packages do not say which project they hold."""
    return ()
