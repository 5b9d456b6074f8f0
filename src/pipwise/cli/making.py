"""Showing a plan or carrying it out, for commands that have no decision behind them."""

from __future__ import annotations

import json

from pipwise.cli.carrying import Order, carry
from pipwise.cli.journals import ShouldLookAgain
from pipwise.cli.places import state_of
from pipwise.cli.screen import show
from pipwise.cli.words import Own
from pipwise.errors import WorldChanged
from pipwise.facts.host import look_at_host
from pipwise.model.known import Known
from pipwise.model.plan import Plan
from pipwise.model.value import NamedTuple
from pipwise.system.hands import Hands
from pipwise.system.look import Look


class Making(NamedTuple):
    """A plan, and the words that asked for it."""

    plan: Plan
    argv: tuple[str, ...]
    shown: tuple[str, ...] = ()
    """Lines that say what each step would change, beside the steps themselves."""


def make(own: Own, look: Look, hands: Hands, making: Making) -> int:
    """Carry it out, or with ``--plan`` only show it; the run's number, or 0 where none is kept."""
    number = 0 if own.plan else _carry(look, hands, making)
    if own.json:
        from pipwise.render.change_json import change_json

        print(json.dumps(change_json(making.argv, making.plan, number), indent=2))
    elif own.plan:
        from pipwise.render.change_text import change_text

        show(change_text(making.plan))
        if making.shown:
            show("\n".join(making.shown), fold_lines=False)
    return number


def _carry(look: Look, hands: Hands, making: Making) -> int:
    disposable = look_at_host(look, look.environment).disposable
    keep = not (isinstance(disposable, Known) and disposable.value.kind == "image-build")
    order = Order(making.plan, making.argv, "", state_of() if keep else "", keep)
    try:
        return carry(look, hands, order).number
    except ShouldLookAgain:
        raise WorldChanged(
            "another pipwise was at work until now",
            "what it did may change what is to be done",
            "run it again",
        ) from None
