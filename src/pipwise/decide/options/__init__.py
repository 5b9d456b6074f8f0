"""The ways out, one file each, in rising order of risk: this tuple is the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from pipwise.decide.options import (
    already_satisfied,
    existing_venv,
    no_action,
    override,
    own_python,
    remove_marker,
    user,
    venv,
)
from pipwise.model.decision import Answered, Situation, Weighed


class Option(NamedTuple):
    """One way out: its name, its risk, and the function that weighs it."""

    name: str
    risk: int
    guards: tuple[str, ...]
    """Ids of the questions whose answers decide over it."""
    summary: str
    weigh: Callable[[Situation, Mapping[str, Answered]], Weighed]


OPTIONS = tuple(
    Option(module.NAME, module.RISK, module.GUARDS, module.SUMMARY, module.weigh)
    for module in (
        already_satisfied,
        no_action,
        existing_venv,
        venv,
        own_python,
        user,
        override,
        remove_marker,
    )
)
