"""Carrying out a plan for any command: under the journal's lock, recorded before it acts."""

from __future__ import annotations

from collections.abc import Callable

from pipwise.cli.journals import Opened, open_for
from pipwise.execute import Run, carry_out, dry_run
from pipwise.model.plan import Plan
from pipwise.model.value import NamedTuple
from pipwise.system.clock import now
from pipwise.system.hands import Hands
from pipwise.system.look import Look


class Carried(NamedTuple):
    """What came of it."""

    number: int
    """The run in the journal; 0 where none is kept."""
    started: str


class Order(NamedTuple):
    """A plan, and what is recorded with it."""

    plan: Plan
    argv: tuple[str, ...]
    """pipwise's own words, for ``history``."""
    digest: str = ""
    """Of the facts that it was decided from."""
    state: str = ""
    """The directory of the journal."""
    keep: bool = True
    """False in an image build, where no journal is kept."""


def carry(
    look: Look, hands: Hands, order: Order, *, data: bool = False, check: Callable[[], None] | None = None
) -> Carried:
    """Carry out a plan. Raises what ``carry_out`` does, and ``ShouldLookAgain`` where another run came between.

    ``data``: what the tool prints was asked for as data, and goes to standard output. ``check`` is called when the locks
    are held and nothing has been done yet.
    """
    opened = open_for(look, hands, order.state, order.plan, keep=order.keep)
    # What was made for a journal inside the environment is no change of anybody's.
    if check is not None and not opened.made:
        check()
    run = _run(look, hands, order, opened, data=data)
    number = carry_out(run, order.plan)
    opened.journal.close()
    return Carried(0 if opened.journal.path == ":memory:" else number, run.started)


def dry_carry(look: Look, hands: Hands, order: Order, *, data: bool = False) -> None:
    """Carry out a plan whose last step only reports; what it needed for that is taken back."""
    opened = open_for(look, hands, order.state, order.plan, keep=order.keep)
    dry_run(_run(look, hands, order, opened, data=data), order.plan)


def _run(look: Look, hands: Hands, order: Order, opened: Opened, *, data: bool) -> Run:
    return Run(look, hands, opened.journal, order.argv, order.digest, now(), opened.made, data=data)
